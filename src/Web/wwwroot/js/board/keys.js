// The whole board by keys: arrows go about, M picks up, arrows choose lane and place, Enter drops, Esc lets go.
import { count } from './dom.js';

export function makeKeys(root, store, timeline, list, moving, verdict, act) {
  const lanes = () => store.sheet.lanes;
  const center = element => {
    const box = element.getBoundingClientRect();
    return box.left + box.width / 2;
  };

  function chosen(id) {
    return store.selected.size > 1 && store.selected.has(id) ? [id, ...[...store.selected].filter(x => x !== id)] : id ? [id] : [...store.selected];
  }

  // Within the timeline.
  function walk(key, held) {
    const lane = held.closest('.bd-lane');
    const row = [...lane.querySelectorAll('[data-rove]')];
    const at = row.indexOf(held);
    if (key === 'ArrowLeft') return row[at - 1];
    if (key === 'ArrowRight') return row[at + 1];
    if (key === 'Home') return row[0];
    if (key === 'End') return row.at(-1);
    const all = [...timeline.lanes.children];
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 5, PageUp: -5 }[key];
    const next = all[Math.max(0, Math.min(all.length - 1, all.indexOf(lane) + step))];
    if (!next || next === lane) return null;
    if (held.dataset.lanehead) return next.querySelector('[data-lanehead]');
    const stops = [...next.querySelectorAll('.bd-stop')];
    const x = center(held);
    return stops.sort((a, b) => Math.abs(center(a) - x) - Math.abs(center(b) - x))[0] ?? next.querySelector('[data-lanehead]');
  }

  // With a visit in the hand: up and down choose the lane (above the first: the unplanned), left and right the place.
  function steer(key) {
    const { hand } = moving;
    const ids = lanes().map(l => l.id);
    let at = hand.over ? ids.indexOf(hand.lane) : ids.indexOf(hand.from.lane);
    let place = hand.over ? hand.place : hand.from.place || 1;
    if (key === 'ArrowLeft') place--;
    else if (key === 'ArrowRight') place++;
    else {
      const old = lanes()[at];
      const time = old ? (moving.rest(old)[place - 2]?.leaves ?? moving.rest(old)[place - 1]?.arrives ?? store.sheet.from) : store.find(hand.ids[0])?.visit.window[0] ?? store.sheet.from;
      at = key === 'Home' ? 0 : key === 'End' ? ids.length - 1 : at + (key === 'ArrowDown' ? 1 : -1);
      if (lanes()[at]) place = moving.placeAt(lanes()[at], time + 60);
    }
    if (at < 0) return moving.steer(null, 0);
    const lane = lanes()[Math.min(at, ids.length - 1)];
    moving.steer(lane.id, Math.max(1, Math.min(moving.rest(lane).length + 1, place)));
  }

  const arrows = new Set(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown']);

  root.addEventListener('keydown', event => {
    if (event.target.closest('input, select, textarea, dialog, [popover]')) return;
    const { key } = event;
    const command = event.ctrlKey || event.metaKey;
    const take = () => {
      event.preventDefault();
      event.stopPropagation();
    };
    if (command && !event.altKey && /^[zy]$/i.test(key)) {
      take();
      return key.toLowerCase() === 'y' || event.shiftKey ? act.redo() : act.undo();
    }
    if (command || event.altKey) return;
    if (verdict.asking) {
      if (key === 'Escape') {
        take();
        verdict.settle(false);
      }
      return;
    }
    if (moving.hand) {
      if (arrows.has(key)) take(), steer(key);
      else if (key === 'Enter' || key === ' ') take(), moving.drop();
      else if (key === 'Escape') {
        take();
        const [id] = moving.hand.ids;
        moving.end();
        verdict.say('Left where it was.');
        timeline.focus(id) || list.focus(id);
      }
      return;
    }
    const held = event.target.closest('[data-rove], .bd-row');
    const id = held?.dataset.visit;
    if (arrows.has(key) && held) {
      const next = held.classList.contains('bd-row') ? list.walk(key, held) : walk(key, held);
      take();
      if (next) {
        next.focus();
        next.scrollIntoView({ block: 'nearest', inline: 'nearest' });
        if (event.shiftKey && next.dataset.visit) store.select([id, next.dataset.visit].filter(Boolean), { add: true });
      }
      return;
    }
    const ids = chosen(id);
    switch (key) {
      case ' ':
        if (id) take(), store.select([id], { toggle: true });
        break;
      case 'Enter':
        if (id && held === event.target) take(), act.open(id);
        break;
      case 'm': case 'M':
        take();
        if (ids.length && moving.pick(ids)) {
          verdict.say(`${count(ids.length, 'visit')} in the hand. Up and down choose the lane, left and right the place, Enter drops, Escape lets go.`);
          const from = moving.hand.from;
          moving.steer(from.lane ?? lanes()[0]?.id ?? null, from.place || 1);
        }
        break;
      case 'l': case 'L':
        take();
        if (held?.dataset.lanehead) act.lockLane(held.dataset.lanehead);
        else if (ids.length) act.lock(ids);
        break;
      case 'u': case 'U': case 'Delete':
        take();
        if (ids.length) act.off(ids);
        break;
      case 'b': case 'B':
        take();
        if (ids.length) act.best(ids);
        break;
      case 'Escape':
        if (store.selected.size) take(), store.select([]);
        break;
    }
  });
}
