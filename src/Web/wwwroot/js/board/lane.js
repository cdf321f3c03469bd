// One lane: who drives, how full the day is, and every leg, wait, break and stop along the hours.
import { h, icon, clock, short, span, hours, count, miles, pounds, between } from './dom.js';

function said(lane, store) {
  const visits = lane.stops.filter(s => s.id);
  const late = visits.filter(s => isLate(s, store)).length;
  const van = store.vans.get(lane.id);
  return { visits, late, van, words: `${lane.van}, ${lane.crew || 'no driver'}: ${count(visits.length, 'stop')}, ${miles(lane.metres)}, ${hours(lane.paid)} paid${late ? `, ${late} late` : ''}${lane.locked ? ', route locked' : ''}${van?.lost ? ', no signal' : ''}` };
}

/** What arrival times change on a lane that is drawn: its words, the drift, the stops that turn late or do not any more. */
export function patchLane(element, lane, store) {
  const { late, van, words } = said(lane, store);
  if (element.getAttribute('aria-label') !== words) {
    element.setAttribute('aria-label', words);
    element.querySelector('.bd-who > .visually-hidden').textContent = words;
    element.classList.toggle('has-late', late > 0);
  }
  const chip = van && state(van);
  const before = element.querySelector('.bd-van');
  if (before?.textContent !== chip?.textContent) {
    before?.remove();
    if (chip) element.querySelector('.bd-line').append(chip);
  }
  const buttons = element.getElementsByClassName('bd-stop');
  const stops = lane.stops.filter(s => s.id);
  for (let i = 0; i < stops.length; i++) {
    const old = buttons[i];
    if (!old || old.dataset.eta === lateness(stops[i], store)) continue;
    const fresh = stopButton(stops[i], lane, store);
    fresh.tabIndex = old.tabIndex;
    const held = document.activeElement === old;
    old.replaceWith(fresh);
    if (held) fresh.focus({ preventScroll: true });
  }
}
const lateness = (stop, store) => (isLate(stop, store) ? String(store.etas.get(stop.id)?.late ?? 0) : '');

export function drawLane(lane, store, place) {
  const { visits, late, van, words } = said(lane, store);
  const done = visits.filter(s => s.state === 'Closed' || s.state === 'Failed').length;
  return h('article', { class: `bd-lane${lane.locked ? ' is-locked' : ''}${late ? ' has-late' : ''}`, role: 'listitem', data: { lane: lane.id }, style: `--route:${lane.color}`, 'aria-label': words },
    h('header', { class: 'bd-head' },
      h('button', { type: 'button', class: 'bd-who', tabindex: -1, data: { rove: '', lanehead: lane.id }, 'aria-haspopup': 'menu' },
        h('span', { class: 'bd-dot', 'aria-hidden': 'true' }),
        h('span', { class: 'bd-name' }, h('span', { class: 'bd-line' }, h('b', {}, lane.van), van && state(van)), h('span', { class: 'bd-crew', title: lane.crew }, lane.crew || 'No driver')),
        h('span', { class: 'visually-hidden' }, words)),
      h('span', { class: 'bd-facts', 'aria-hidden': 'true' },
        h('b', {}, done ? `${done}/${visits.length}` : String(visits.length)), ` · ${miles(lane.metres)}`,
        h('span', { class: lane.overtime ? 'bd-over' : null, title: `${hours(lane.paid)} paid, ${span(lane.driving)} driving, ${count(lane.lifts ?? 0, 'lift')}` }, hours(lane.paid))),
      h('span', { class: 'bd-meters' },
        meter('Load', lane.load, lane.payload, 'load'),
        lane.hazmat > 0 && meter('Cylinders', lane.hazmat, lane.hazmatLimit, 'haz')),
      h('button', { type: 'button', class: 'bd-lock', tabindex: -1, data: { lock: lane.id }, 'aria-pressed': !!lane.locked, 'aria-label': lane.locked ? `Unlock ${lane.van}` : `Lock ${lane.van}`, title: lane.locked ? 'Unlock the route' : 'Lock the route', disabled: !store.sheet.mayWrite }, icon(lane.locked ? 'lock' : 'unlock', 15))),
    h('ol', { class: 'bd-track', 'aria-label': `Stops of ${lane.van}` }, ...track(lane, store, place)));
}

function meter(name, value, limit, kind) {
  const share = limit > 0 ? Math.min(1, value / limit) : 0;
  const words = `${name}: at most ${pounds(value)} of ${pounds(limit)} lb`;
  return h('span', { class: `bd-meter bd-${kind}${share > 0.9 ? ' is-full' : ''}`, style: `--v:${share.toFixed(3)}`, title: words }, h('i', {}), h('span', { class: 'visually-hidden' }, words));
}

function state(van) {
  if (van.lost) return h('span', { class: 'bd-van is-lost', title: 'No signal' }, 'lost');
  const drift = Math.round(van.drift ?? 0);
  if (Math.abs(drift) < 5) return null;
  return h('span', { class: `bd-van ${drift > 0 ? 'is-behind' : 'is-ahead'}`, title: drift > 0 ? `${drift} minutes behind the plan` : `${-drift} minutes ahead of the plan` }, `${drift > 0 ? '+' : '−'}${Math.abs(drift)}′`);
}

export const isLate = (stop, store) => stop.late || (store.etas.get(stop.id)?.late ?? 0) > 0;

function* parts(lane) {
  let free = lane.starts;
  for (const stop of lane.stops) {
    if (stop.drive > 0) yield { kind: 'drive', from: stop.arrives - stop.drive, to: stop.arrives, what: `Drive ${span(stop.drive)}` };
    else if (stop.arrives > free) yield { kind: 'drive', from: free, to: stop.arrives, what: 'Drive' };
    if (stop.starts - stop.arrives >= 60) yield { kind: 'wait', from: stop.arrives, to: stop.starts, what: `Wait ${span(stop.starts - stop.arrives)}` };
    free = stop.leaves;
  }
  if (lane.stops.length && lane.ends > free) yield { kind: 'drive', from: free, to: lane.ends, what: `Back, ${span(lane.ends - free)}` };
  for (const rest of lane.breaks ?? []) yield { kind: 'break', from: rest.from, to: rest.to, what: `Break ${span(rest.to - rest.from)}` };
}

function track(lane, store, place) {
  const out = [];
  const box = (from, to) => `left:${place(from).toFixed(3)}%;width:${Math.max(0, place(to) - place(from)).toFixed(3)}%`;
  if (lane.shiftTo > lane.shiftFrom) out.push(h('li', { class: 'bd-shift', 'aria-hidden': 'true', style: box(lane.shiftFrom, lane.shiftTo) }));
  for (const part of parts(lane)) out.push(h('li', { class: `bd-${part.kind}`, 'aria-hidden': 'true', style: box(part.from, part.to), title: part.what }));
  let last = -1e9, row = 0;
  for (const stop of lane.stops) {
    if (!stop.id) {
      out.push(h('li', { class: 'bd-reload', style: box(stop.starts, Math.max(stop.leaves, stop.starts + 300)), title: `Reload ${clock(stop.starts)}` }, h('span', { 'aria-hidden': 'true' }, icon('box', 13)), h('span', { class: 'visually-hidden' }, `Reload at the depot ${clock(stop.starts)}`)));
      continue;
    }
    row = stop.window[0] < last ? 1 - row : 0;
    last = stop.window[1];
    out.push(h('li', { class: `bd-window${stop.booked ? ' is-booked' : ''}`, 'aria-hidden': 'true', data: { of: stop.id }, style: `${box(stop.window[0], stop.window[1])};--row:${row}` }));
    out.push(h('li', { class: 'bd-at', style: box(stop.starts, stop.leaves) }, stopButton(stop, lane, store)));
  }
  return out;
}

const states = { Closed: 'done', Failed: 'failed', Arrived: 'at the door', EnRoute: 'on the way' };

function stopButton(stop, lane, store) {
  const eta = store.etas.get(stop.id);
  const late = isLate(stop, store);
  const over = eta?.late > 0 ? eta.late * 60 : stop.starts - stop.window[1];
  const classes = ['bd-stop', late && 'is-late', stop.booked && 'is-booked', stop.locked && 'is-locked', stop.urgency === 'Stat' && 'is-stat', states[stop.state] && `is-${stop.state.toLowerCase()}`, store.selected.has(stop.id) && 'is-selected'];
  return h('button', {
    type: 'button', class: classes.filter(Boolean).join(' '), tabindex: -1, data: { rove: '', visit: stop.id, eta: lateness(stop, store) }, 'aria-pressed': store.selected.has(stop.id),
  },
  h('span', { class: 'bd-no' }, stop.state === 'Closed' ? icon('check', 12) : String(stop.no)),
  h('span', { class: 'bd-words' },
    h('b', {}, stop.patient), ' ', h('span', {}, late ? `${short(eta?.at ?? stop.starts)} late ${span(over)}` : short(stop.starts))),
  h('span', { class: 'visually-hidden' }, ` window ${between(...stop.window)}${stop.booked ? ', promised' : ''}${stop.locked ? ', locked' : ''}${states[stop.state] ? `, ${states[stop.state]}` : ''}`),
  stop.locked && h('span', { class: 'bd-pin', 'aria-hidden': 'true' }, icon('lock', 11)));
}
