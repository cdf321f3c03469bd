// Runs before the first paint. Without a choice the device decides; a choice is kept in this browser alone.
(() => {
  const root = document.documentElement;
  const read = () => {
    try {
      return localStorage.getItem('homeward.theme');
    } catch {
      return null;
    }
  };
  const apply = () => {
    const choice = read();
    if (choice === root.getAttribute('data-theme')) return;
    if (choice) root.setAttribute('data-theme', choice);
    else root.removeAttribute('data-theme');
    root.dispatchEvent(new CustomEvent('homeward:theme'));
  };
  apply();
  // Enhanced navigation rewrites the root element's attributes from the server's answer, which knows no theme.
  new MutationObserver(apply).observe(root, { attributes: true, attributeFilter: ['data-theme'] });
  addEventListener('storage', apply);
  addEventListener('click', event => {
    if (!event.target.closest?.('[data-theme-switch]')) return;
    const device = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
    const next = (read() ?? device) === 'dark' ? 'light' : 'dark';
    try {
      if (next === device) localStorage.removeItem('homeward.theme');
      else localStorage.setItem('homeward.theme', next);
    } catch {
      root.setAttribute('data-theme', next);
    }
    apply();
  });
})();
