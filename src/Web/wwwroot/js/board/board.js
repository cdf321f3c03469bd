// The board in the browser: three panes over one store. The server sends a sheet once, then what changed; this module asks it
// to judge and to do. Nothing here decides whether a move is good.
import { h } from './dom.js';
import { makeStore } from './store.js';
import { makeTimeline } from './timeline.js';
import { makeList } from './list.js';
import { makeMapPane } from './map-pane.js';
import { makeVerdict } from './verdict.js';
import { makeMoving } from './moving.js';
import { makeDrag } from './drag.js';
import { makeKeys } from './keys.js';
import { makeCard } from './card.js';
import { makeMenu, makeBulk } from './menu.js';
import { makeSplit } from './split.js';
import { makeLive } from './live.js';

let board = null;

export function open(root, host, sheet, prefs) {
  close();
  const store = makeStore(sheet, prefs);
  const call = (name, ...args) => host.invokeMethodAsync(name, ...args);
  let moving, bulk, list, timeline, map, verdict;

  const act = {
    judge: (ids, lane, place) => call('Judge', ids, lane, place || null),
    async move(ids, lane, place, accept, basedOn = store.sheet.versionNo) {
      const result = await call('Move', ids, lane, place || null, accept, basedOn);
      if (result.rows) bulk.answer(result.rows);
      return result;
    },
    async off(ids) {
      if (!ids.length) return;
      const result = await act.move(ids, null, null, true);
      if (!result.ok && !result.rows) act.refuse(result);
    },
    async best(ids) {
      const result = await call('Best', ids, store.sheet.versionNo);
      if (result.rows) bulk.answer(result.rows);
      else if (!result.ok) act.refuse(result);
      else if (ids.length === 1) act.reveal(ids[0]);
    },
    lock: ids => call('Lock', ids, !ids.every(id => store.find(id)?.visit.locked)),
    lockLane: id => call('LockLane', id, !store.lane(id)?.locked),
    undo: () => call('Undo'),
    redo: () => call('Redo'),
    optimise: (what, ids) => call('Optimise', what, ids),
    relax: id => call('Relax', id),
    callOut: id => call('CallOutOf', id),
    open: id => call('Open', id),
    async runSheet(id) {
      const url = await call('RunSheet', id);
      if (url) window.open(url, '_blank', 'noopener');
    },
    toast: (text, tone) => call('Toast', text, tone),
    refuse: result => act.toast(result.conflict ?? `${result.problems?.[0]?.sentence ?? 'It was not done.'} ${result.problems?.[0]?.toDo ?? ''}`, 'bad'),
    say: text => verdict.say(text),
    reveal(id) {
      const found = store.find(id);
      if (!found) return;
      store.select([id]);
      if (found.lane) timeline.focus(id);
      else {
        if (store.filters.tab) store.filter({ tab: '' });
        list.focus(id);
      }
      map.show(id);
    },
    focusLane: id => timeline.laneElement(id)?.querySelector('[data-lanehead]')?.focus(),
  };

  const panes = h('div', { class: 'bd-panes' });
  const bars = makeSplit(panes, null);
  const listPane = h('section', { class: 'bd-list', 'aria-label': 'Unplanned and at risk' });
  const mapPane = h('section', { class: 'bd-map map', 'aria-label': 'Map' });
  const timePane = h('section', { class: 'bd-time', 'aria-label': 'Timeline' });
  panes.append(listPane, bars.list, mapPane, bars.map, timePane);
  root.replaceChildren(panes);

  verdict = makeVerdict(root, store, act);
  timeline = makeTimeline(timePane, store, act);
  list = makeList(listPane, store, act, prefs.names ?? { urgencies: {} });
  map = makeMapPane(mapPane, store, act);
  moving = makeMoving(root, store, timeline, verdict, act);
  bulk = makeBulk(timePane, store, act);
  makeDrag(root, store, timeline, moving, verdict);
  makeKeys(root, store, timeline, list, moving, verdict, act);
  const card = makeCard(root, store, moving);
  makeMenu(root, store, act);
  const live = makeLive(store, timeline, list, map, prefs.clock);

  root.addEventListener('click', event => {
    const from = event.target.closest('.bd-stop, .bd-row');
    if (!from || event.target.closest('a, .bd-row-do')) return;
    const id = from.dataset.visit;
    const many = event.ctrlKey || event.metaKey || event.shiftKey;
    if (event.shiftKey && store.focus && from.classList.contains('bd-row')) {
      const ids = list.ids();
      const [a, b] = [ids.indexOf(store.focus), ids.indexOf(id)].sort((x, y) => x - y);
      if (a >= 0) return store.select(ids.slice(a, b + 1), { add: true });
    }
    store.focus = id;
    if (!many && store.selected.size === 1 && store.selected.has(id)) store.select([]);
    else store.select([id], { toggle: many });
    map.show(id);
  });
  root.addEventListener('dblclick', event => {
    const from = event.target.closest('.bd-stop, .bd-row');
    if (from && !event.target.closest('.bd-row-do, a')) act.open(from.dataset.visit);
  });

  // The board has keys of its own to tell of; elsewhere the question mark opens the office's.
  const ask = event => {
    if (event.key !== '?' || event.target.closest('input, select, textarea, dialog')) return;
    event.preventDefault();
    event.stopPropagation();
    call('Keys');
  };
  document.addEventListener('keydown', ask, true);

  let later;
  const remember = () => {
    clearTimeout(later);
    later = setTimeout(() => call('Remember', { ...store.filters, sel: [...store.selected].slice(0, 40).join('~') }), 250);
  };
  store.on('select', remember);
  store.on('filter', remember);

  board = { root, store, timeline, list, map, moving, verdict, live, card, away: () => document.removeEventListener('keydown', ask, true) };
  root.dataset.ready = 'true';
  performance.mark('board-open');
  map.start().then(() => {
    map.vans();
    root.dataset.map = map.ready ? 'true' : 'none';
    performance.mark('board-map');
  });
}

export function apply(delta) {
  if (!board) return;
  board.verdict.forget();
  board.store.apply(delta);
  if (delta.by) board.store.tell('flash', (delta.lanes ?? []).map(l => l.id));
}

export const live = change => board?.live.hear(change);

export function aim(ids, lane, place) {
  board.moving.pick(ids);
  board.moving.steer(lane, place);
}

/** Where a visit is drawn on the map, for those who test it with a pointer. */
export const whereOnMap = id => board?.map.project(id);

export function close() {
  board?.live.stop();
  board?.away();
  board?.map.destroy();
  board = null;
}
