// A sign of life for the server while somebody works on this page: at most once a minute, and only after a hand moved.
let told = Date.now();

const tell = async () => {
  if (Date.now() - told < 60_000) return;
  told = Date.now();
  try {
    const answer = await fetch('/session/keep', { redirect: 'manual', cache: 'no-store' });
    // Not 204: the session is over. Loading the page anew leads to the door, and back here afterwards.
    if (answer.status !== 204 && answer.status < 500) location.reload();
  } catch {
    // No network: the server decides when it is back.
  }
};
for (const name of ['pointerdown', 'keydown', 'wheel', 'touchstart']) addEventListener(name, tell, { passive: true, capture: true });
