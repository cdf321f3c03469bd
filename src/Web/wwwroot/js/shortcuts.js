// Keys for the whole office. What they do is read from the page: data-go on a link ("g" then the letter), data-shortcut
// on a button or link, data-search="/" on a search box. So the help, the marks on buttons and the keys cannot part.
const typing = element =>
  element?.closest?.('input:not([type="checkbox"], [type="radio"], [type="button"]), textarea, select, [contenteditable="true"], [role="combobox"]');
const seen = element => element && !element.disabled && (element.checkVisibility?.() ?? true);

let leader = 0;

document.addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || event.isComposing) return;
  if (typing(event.target) || document.querySelector('dialog[open]')) return;
  const key = event.key;

  if (leader && Date.now() - leader < 1500) {
    leader = 0;
    const link = document.querySelector(`.office-nav a[data-go="${CSS.escape(key.toLowerCase())}"]`);
    if (link) {
      event.preventDefault();
      link.click();
    }
    return;
  }
  if (key === 'g') {
    leader = Date.now();
    return;
  }
  if (key === '/') {
    // A page's own search comes before the bar's.
    const box = ['main [data-search="/"], main input[type="search"]', '[data-search="/"]']
      .flatMap(selector => [...document.querySelectorAll(selector)])
      .find(seen);
    if (box) {
      event.preventDefault();
      box.focus();
      box.select?.();
    }
    return;
  }
  if (key === '?') {
    event.preventDefault();
    document.getElementById('shortcuts')?.showModal();
    return;
  }
  const pressed = [...document.querySelectorAll('[data-shortcut]')].find(e => e.dataset.shortcut.toLowerCase() === key.toLowerCase() && seen(e));
  const target = pressed ?? (key === 'n' ? document.querySelector('a[href="/orders/new"]') : null);
  if (target) {
    event.preventDefault();
    target.click();
  }
});
