// Automatic logoff. The quiet time is counted over all tabs of this browser; the server's own session limit stands beside it.
const dialog = () => document.querySelector('dialog[data-idle-minutes]');
const key = 'homeward.active';
const warnSeconds = 60;
let mine = Date.now();
let written = 0;

const store = at => {
  try {
    localStorage.setItem(key, String(at));
  } catch {
    // Private mode: this tab counts for itself.
  }
};
const last = () => {
  try {
    return Math.max(mine, Number(localStorage.getItem(key)) || 0);
  } catch {
    return mine;
  }
};
const touch = () => {
  if (dialog()?.open) return;
  mine = Date.now();
  if (mine - written > 5000) store((written = mine));
};
for (const name of ['pointerdown', 'keydown', 'wheel', 'touchstart']) addEventListener(name, touch, { passive: true, capture: true });
store(mine);

document.addEventListener('click', event => {
  if (!event.target.closest('[data-idle-stay]')) return;
  dialog()?.close();
  touch();
  store(mine);
});
document.addEventListener('cancel', event => {
  if (event.target === dialog()) {
    mine = Date.now();
    store(mine);
  }
}, true);

setInterval(() => {
  const box = dialog();
  if (!box) return;
  const left = Math.ceil(Number(box.dataset.idleMinutes) * 60 - (Date.now() - last()) / 1000);
  if (left <= 0) {
    const form = document.getElementById('sign-out');
    if (form) form.requestSubmit();
  } else if (left <= warnSeconds) {
    box.querySelector('[data-idle-left]').textContent = left;
    if (!box.open) box.showModal();
  } else if (box.open) {
    box.close();
  }
}, 1000);
