// The timeline: a lane a driver, drawn as plain elements. A change redraws the lanes that differ and no other.
import { h, clock, hour, useZone } from './dom.js';
import { drawLane, patchLane } from './lane.js';

export function makeTimeline(root, store, act) {
  const lanes = h('div', { class: 'bd-lanes', role: 'list', 'aria-label': 'Lanes, one a driver' });
  const ruler = h('div', { class: 'bd-hours', 'aria-hidden': 'true' });
  const axis = h('div', { class: 'bd-axis' }, h('div', { class: 'bd-corner' }, h('span', {}, 'Driver')), ruler);
  const now = h('div', { class: 'bd-now', 'aria-hidden': 'true', hidden: true });
  const nowAt = h('span', { class: 'bd-now-at', 'aria-hidden': 'true', hidden: true });
  const empty = h('p', { class: 'bd-nothing', hidden: true });
  const scroll = h('div', { class: 'bd-scroll' }, axis, h('div', { class: 'bd-under' }, lanes, now), empty);
  root.append(scroll);
  axis.append(nowAt);
  const drawn = new Map();

  const axisOf = () => ({ from: store.sheet.from, to: store.sheet.to });
  const place = seconds => (seconds - store.sheet.from) / (store.sheet.to - store.sheet.from) * 100;

  function ruled() {
    const { from, to } = axisOf();
    const first = Math.ceil(from / 3600) * 3600;
    const marks = [];
    for (let t = first; t < to; t += 3600) marks.push(h('span', { style: `left:${place(t)}%` }, hour(t)));
    ruler.replaceChildren(...marks);
    scroll.style.setProperty('--hours', (to - from) / 3600);
    scroll.style.setProperty('--first', `${place(first)}%`);
  }

  function draw(id) {
    const lane = store.lane(id);
    const before = drawn.get(id);
    const had = before?.contains(document.activeElement) ? document.activeElement : null;
    const key = had && (had.dataset.visit ?? had.dataset.lanehead);
    const element = drawLane(lane, store, place);
    if (before) before.replaceWith(element);
    drawn.set(id, element);
    if (key) (element.querySelector(`[data-visit="${key}"]`) ?? element.querySelector('[data-lanehead]'))?.focus({ preventScroll: true });
    return element;
  }

  function all() {
    useZone(store.sheet.zone);
    ruled();
    const wanted = new Set(store.sheet.lanes.map(l => l.id));
    for (const [id, element] of drawn) {
      if (wanted.has(id)) continue;
      element.remove();
      drawn.delete(id);
    }
    const parts = store.sheet.lanes.map(l => draw(l.id));
    lanes.replaceChildren(...parts);
    empty.hidden = parts.length > 0;
    empty.textContent = 'Nobody has a shift with a van on this day. Add shifts on the schedule, then plan.';
    rove();
  }

  // One stop of the board is in the tab order; arrows go to the others.
  function rove(target) {
    const stops = lanes.querySelectorAll('[data-rove]');
    let held = target ?? [...stops].find(s => s.dataset.visit === store.focus) ?? lanes.querySelector('.bd-stop') ?? stops[0];
    for (const stop of lanes.querySelectorAll('[data-rove][tabindex="0"]')) stop.tabIndex = -1;
    if (held) held.tabIndex = 0;
  }

  function marks() {
    for (const button of lanes.querySelectorAll('.bd-stop')) {
      const on = store.selected.has(button.dataset.visit);
      if (button.classList.contains('is-selected') !== on) {
        button.classList.toggle('is-selected', on);
        button.setAttribute('aria-pressed', on);
      }
    }
  }

  function tick(seconds) {
    const at = place(seconds);
    now.hidden = nowAt.hidden = at < 0 || at > 100 || !store.sheet.today;
    if (now.hidden) return;
    now.style.setProperty('--at', at / 100);
    nowAt.style.setProperty('--at', at / 100);
    const words = clock(seconds);
    if (nowAt.textContent !== words) nowAt.textContent = words;
  }

  lanes.addEventListener('focusin', event => {
    const held = event.target.closest('[data-rove]');
    if (!held) return;
    rove(held);
    if (held.dataset.visit) store.focus = held.dataset.visit;
  });
  store.on('sheet', change => {
    const held = lanes.contains(document.activeElement) ? document.activeElement.dataset.visit : null;
    if (change.all || ruler.dataset.span !== `${store.sheet.from}-${store.sheet.to}`) {
      all();
    } else {
      change.lanes.forEach(draw);
      rove();
    }
    ruler.dataset.span = `${store.sheet.from}-${store.sheet.to}`;
    marks();
    // The focus goes with its visit, whoever moved it.
    if (held && document.activeElement?.dataset.visit !== held) lanes.querySelector(`.bd-stop[data-visit="${CSS.escape(held)}"]`)?.focus({ preventScroll: true });
  });
  store.on('select', marks);
  // Arrival times change all day: lanes are put right a few a frame, so that no frame is long.
  const waiting = new Set();
  function catchUp() {
    const began = performance.now();
    for (const id of waiting) {
      waiting.delete(id);
      const [lane, element] = [store.lane(id), drawn.get(id)];
      if (lane && element) patchLane(element, lane, store);
      if (performance.now() - began > 3) break;
    }
    if (waiting.size) requestAnimationFrame(catchUp);
    performance.measure('board-tick', { start: began, end: performance.now() });
    performance.clearMeasures('board-tick');
  }
  store.on('eta', ids => {
    const idle = waiting.size === 0;
    ids.forEach(id => waiting.add(id));
    if (idle && waiting.size) requestAnimationFrame(catchUp);
  });
  store.on('flash', ids => {
    for (const id of ids) {
      const element = drawn.get(id);
      element?.classList.remove('is-flashed');
      void element?.offsetWidth;
      element?.classList.add('is-flashed');
      setTimeout(() => element?.classList.remove('is-flashed'), 1600);
    }
  });
  all();
  ruler.dataset.span = `${store.sheet.from}-${store.sheet.to}`;
  marks();

  return {
    element: scroll, lanes, tick, place,
    /** The time under a point of the screen, and the lane it is in. */
    at(x, y) {
      const element = document.elementFromPoint(x, y)?.closest('.bd-lane');
      if (!element || !lanes.contains(element)) return null;
      const track = element.querySelector('.bd-track').getBoundingClientRect();
      const { from, to } = axisOf();
      return { lane: element.dataset.lane, seconds: from + (x - track.left) / track.width * (to - from), element };
    },
    laneElement: id => drawn.get(id),
    stop: id => lanes.querySelector(`.bd-stop[data-visit="${CSS.escape(id)}"]`),
    focus(id) {
      const stop = lanes.querySelector(`.bd-stop[data-visit="${CSS.escape(id)}"]`);
      stop?.focus();
      stop?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
      return !!stop;
    },
  };
}
