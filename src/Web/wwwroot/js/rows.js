// Rows of a table as a list for the hands: j, k and the arrows move, Home and End jump, Enter opens, x ticks. A click
// anywhere in a row opens it, unless it was on a control or selected text.
const rowOf = element => element.closest?.('table[data-rows] > tbody > tr');
const opener = row => row.querySelector('.row-link');

const move = (table, from, step) => {
  const rows = [...table.tBodies[0].rows];
  const at = rows.indexOf(from);
  const next = rows[step === 'first' ? 0 : step === 'last' ? rows.length - 1 : Math.min(rows.length - 1, Math.max(0, at + step))];
  next?.focus({ preventScroll: true });
  next?.scrollIntoView({ block: 'nearest' });
};

document.addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open] :not(table)') && !event.target.closest('dialog')) return;
  if (event.target.closest('input:not([type="checkbox"]), textarea, select, [contenteditable="true"]')) return;
  const row = rowOf(event.target);
  const table = row?.closest('table') ?? document.querySelector('main table[data-rows]');
  if (!table) return;
  const letter = { j: 1, k: -1 }[event.key];
  // Arrows belong to the page until a row has the focus; j and k enter the first list on it.
  const step = letter ?? (row ? { ArrowDown: 1, ArrowUp: -1, Home: 'first', End: 'last' }[event.key] : undefined);
  if (step) {
    event.preventDefault();
    move(table, row, row || step !== -1 ? step : 'first');
  } else if (row && event.target === row && event.key === 'Enter') {
    event.preventDefault();
    opener(row)?.click();
  } else if (row && event.target === row && (event.key === 'x' || event.key === ' ')) {
    const tick = row.querySelector('.col-select input');
    if (tick) {
      event.preventDefault();
      tick.click();
    }
  }
});

document.addEventListener('click', event => {
  const row = rowOf(event.target);
  if (!row || event.target.closest('a, button, input, select, textarea, label, summary, .col-select') || getSelection()?.toString()) return;
  const link = opener(row);
  if (!link) return;
  if (link.href && (event.ctrlKey || event.metaKey)) open(link.href, '_blank');
  else link.click();
});
