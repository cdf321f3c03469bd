// The one script of every page. It listens once on the document, so that it holds across enhanced navigation.
import './shortcuts.js';
import './rows.js';
import './idle.js';
import './renew.js';

// Skip link and "go to field": focus, not only scroll.
document.addEventListener('click', event => {
  const link = event.target.closest('[data-focus]');
  const target = link && document.getElementById(link.dataset.focus);
  if (!target) return;
  event.preventDefault();
  target.focus();
  target.scrollIntoView({ block: 'center' });
});

document.addEventListener('click', event => {
  const opener = event.target.closest('[data-open-dialog]');
  if (opener) {
    document.querySelector('[popover]:popover-open')?.hidePopover();
    document.getElementById(opener.dataset.openDialog)?.showModal();
  }
  if (event.target.closest('[data-close-dialog]')) event.target.closest('dialog')?.close();
  // The drawer closes behind a link taken; a menu closes when the click is elsewhere.
  if (event.target.closest('[popover] a')) event.target.closest('[popover]').hidePopover?.();
  for (const menu of document.querySelectorAll('details.menu[open]')) {
    if (!menu.contains(event.target) || event.target.closest('button.menu-item')) menu.open = false;
  }
});

document.addEventListener('keydown', event => {
  if (event.key === 'Escape') {
    for (const menu of document.querySelectorAll('details.menu[open]')) {
      menu.open = false;
      menu.querySelector('summary').focus();
    }
  }
  // A combo box's list takes the arrows, and Enter while it is open; the page must not scroll nor the form be sent.
  const combo = event.target.closest?.('[data-combo]');
  if (!combo) return;
  const busy = combo.getAttribute('aria-expanded') === 'true' || combo.parentElement.querySelector('.spinner');
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp' || (event.key === 'Enter' && busy)) event.preventDefault();
  if (event.key === 'Escape' && busy) event.preventDefault();
}, true);

// Ties a field's hint and error to its control, for every FormRow there is or will be.
const tie = row => {
  const control = document.getElementById(row.dataset.field);
  if (!control) return;
  const ids = [`${row.dataset.field}-hint`, `${row.dataset.field}-error`].filter(id => document.getElementById(id));
  if (ids.length) control.setAttribute('aria-describedby', ids.join(' '));
  else control.removeAttribute('aria-describedby');
  if (row.classList.contains('has-error')) control.setAttribute('aria-invalid', 'true');
  else control.removeAttribute('aria-invalid');
};
const enhance = async () => {
  document.querySelectorAll('.form-row[data-field]').forEach(tie);
  if (document.querySelector('[data-signature]')) (await import('./signature.js')).start();
  if (document.querySelector('[data-map-static]')) (await import('./map.js')).start();
};
let queued = false;
new MutationObserver(() => {
  if (queued) return;
  queued = true;
  requestAnimationFrame(() => {
    queued = false;
    enhance();
  });
}).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ['class', 'data-field'] });
enhance();
