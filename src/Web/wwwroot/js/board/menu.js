// The menu of a lane, and the bar that speaks for whatever is selected.
import { h, icon, count } from './dom.js';

export function makeMenu(root, store, act) {
  const menu = h('div', { class: 'bd-menu menu-list', role: 'menu', popover: 'auto' });
  root.append(menu);

  root.addEventListener('click', event => {
    const head = event.target.closest('[data-lanehead]');
    const lock = event.target.closest('[data-lock]');
    if (lock) act.lockLane(lock.dataset.lock);
    else if (head) open(head);
  });

  function open(head) {
    const lane = store.lane(head.dataset.lanehead);
    const write = store.sheet.mayWrite && store.sheet.latest;
    const item = (words, work, needs = true) => needs && h('button', { type: 'button', role: 'menuitem', class: 'menu-item', onclick: () => {
      menu.hidePopover();
      work();
    } }, words);
    menu.setAttribute('aria-label', lane.van);
    menu.replaceChildren(...[
      item('Select its stops', () => store.select(lane.stops.filter(s => s.id).map(s => s.id)), lane.stops.length > 0),
      item('Optimise this route', () => act.optimise('route', [lane.id]), write && lane.stops.length > 0),
      item(lane.locked ? 'Unlock the route' : 'Lock the route', () => act.lockLane(lane.id), write),
      item('Take all its stops off', () => act.off(lane.stops.filter(s => s.id && !s.locked).map(s => s.id)), write && lane.stops.length > 0 && !lane.locked),
      item('Driver calls out, van breaks down', () => act.callOut(lane.id), write && lane.stops.length > 0),
      item('Run sheet (PDF)', () => act.runSheet(lane.id), lane.stops.length > 0),
    ].filter(Boolean));
    menu.showPopover();
    const at = head.getBoundingClientRect(), box = menu.getBoundingClientRect();
    menu.style.cssText = `inset:auto;margin:0;position:fixed;left:${at.left + 24}px;top:${Math.min(at.bottom, innerHeight - box.height - 8)}px`;
    menu.querySelector('[role="menuitem"]')?.focus();
    menu.onkeydown = event => {
      const items = [...menu.querySelectorAll('[role="menuitem"]')];
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) {
        event.preventDefault();
        items[(items.indexOf(document.activeElement) + step + items.length) % items.length].focus();
      }
    };
    menu.ontoggle = event => event.newState === 'closed' && head.isConnected && menu.contains(document.activeElement) && head.focus();
  }
  return menu;
}

export function makeBulk(root, store, act) {
  const words = h('b', {}), lanes = h('select', { 'aria-label': 'Move the selected to' });
  const answer = h('div', { class: 'bd-answer', hidden: true, role: 'status' });
  const button = (text, work, label) => h('button', { type: 'button', class: 'btn btn-small btn-quiet', onclick: work, 'aria-label': label }, text);
  const ids = () => [...store.selected];
  const bar = h('div', { class: 'bd-bulk', hidden: true, role: 'group', 'aria-label': 'What is selected' }, words,
    lanes, button('Best places', () => act.best(ids())), button('Unplan', () => act.off(ids())), button('Lock', () => act.lock(ids())),
    button('Optimise', () => act.optimise('selection', ids()), 'Optimise the selected'), h('button', { type: 'button', class: 'btn btn-small btn-plain', onclick: () => store.select([]) }, 'Clear', h('kbd', {}, 'Esc')));
  root.append(bar, answer);
  lanes.addEventListener('change', () => {
    const lane = lanes.value;
    lanes.value = '';
    if (lane) act.move(ids(), lane, null, false);
  });
  function draw() {
    const n = store.selected.size;
    bar.hidden = n === 0 || (n === 1 && !store.sheet.mayWrite);
    words.textContent = `${n} selected`;
    for (const control of bar.querySelectorAll('select, button:not(.btn-plain)')) control.disabled = !store.sheet.mayWrite || !store.sheet.latest;
    if (lanes.options.length !== store.sheet.lanes.length + 1) lanes.replaceChildren(h('option', { value: '' }, 'Move to'), ...store.sheet.lanes.map(l => h('option', { value: l.id }, `${l.van}, ${l.crew || 'no driver'}`)));
  }
  store.on('select', draw);
  store.on('sheet', draw);
  draw();
  return {
    /** Each row of a bulk change has its answer: how many went, which did not and why. */
    answer(rows) {
      const failed = rows.filter(r => !r.ok);
      if (!failed.length) {
        answer.hidden = true;
        act.toast(`${count(rows.length, 'visit')} done`, 'good');
        return;
      }
      answer.replaceChildren(
        h('header', {}, h('b', {}, `${rows.length - failed.length} done, ${failed.length} not`), h('button', { type: 'button', class: 'btn btn-plain btn-icon btn-small', 'aria-label': 'Close', onclick: () => (answer.hidden = true) }, icon('x', 14))),
        h('ul', {}, ...failed.map(r => h('li', {}, h('span', { class: 'mono' }, r.number), h('span', {}, r.sentence, r.toDo && h('i', {}, ` ${r.toDo}`)), h('button', { type: 'button', class: 'link', onclick: () => act.reveal(r.id) }, 'Show')))));
      answer.hidden = false;
      store.select(failed.map(r => r.id));
    },
  };
}
