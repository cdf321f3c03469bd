// A patient's page stays true by itself: what is under [data-renew="seconds"] is fetched anew and put in place when it differs, so
// that neither the scroll nor the focus is lost. It rests while nobody looks.
const renewed = document.querySelector('[data-renew]');
if (renewed) {
  const seconds = Math.max(20, Number(renewed.dataset.renew) || 60);
  setInterval(async () => {
    if (document.hidden) return;
    try {
      const answer = await fetch(location.href, { cache: 'no-store' });
      if (answer.status === 410) return location.reload();
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const now = document.querySelector('[data-renew]');
      const next = page.querySelector('.follow');
      if (next && now && next.innerHTML !== now.innerHTML && !now.contains(document.activeElement)) now.innerHTML = next.innerHTML;
    } catch {
      // No signal: what is shown stays, and the next round tries again.
    }
  }, seconds * 1000);
}
