// A visit in the hand, by pointer or by keys: where it would go, the mark there, the verdict, and the drop.
import { h, count } from './dom.js';

export function makeMoving(root, store, timeline, verdict, act) {
  const mark = h('li', { class: 'bd-mark', 'aria-hidden': 'true' });
  const draft = h('div', { class: 'bd-draft', role: 'alert', hidden: true });
  root.append(draft);
  let hand = null;

  /** The stops of a lane as they would be without what is in the hand. */
  const rest = lane => lane.stops.filter(s => !s.done && (!s.id || !hand.ids.includes(s.id)));

  function placeAt(lane, seconds) {
    let place = 1;
    for (const stop of rest(lane)) if ((stop.starts + stop.leaves) / 2 < seconds) place++;
    return place;
  }

  function draw() {
    root.classList.toggle('is-moving', !!hand);
    document.querySelectorAll('.bd-stop.is-held, .bd-row.is-held').forEach(e => e.classList.remove('is-held'));
    root.querySelector('.bd-lane.is-target')?.classList.remove('is-target');
    root.querySelector('.bd-list')?.classList.toggle('is-target', !!hand && hand.over && hand.lane === null);
    mark.remove();
    if (!hand) return;
    for (const id of hand.ids) root.querySelectorAll(`[data-visit="${CSS.escape(id)}"]`).forEach(e => e.classList.add('is-held'));
    if (!hand.over || !hand.lane) return;
    const element = timeline.laneElement(hand.lane);
    const lane = store.lane(hand.lane);
    element.classList.add('is-target');
    const others = rest(lane);
    const before = others[hand.place - 2], after = others[hand.place - 1];
    const at = before && after ? (before.leaves + after.starts) / 2 : before ? before.leaves + 240 : after ? after.starts - 240 : lane.shiftFrom ?? lane.starts;
    mark.style.left = `${timeline.place(at)}%`;
    element.querySelector('.bd-track').append(mark);
  }

  function aim(lane, place, x, y, speak = false) {
    const same = hand.over && hand.lane === lane && hand.place === place;
    Object.assign(hand, { over: true, lane, place, x, y });
    if (!same) draw();
    verdict.show({ ids: hand.ids, lane, place, x, y, speak });
  }

  function away() {
    if (!hand?.over) return;
    hand.over = false;
    draw();
    verdict.hide();
  }

  function end() {
    hand = null;
    draw();
    verdict.hide();
  }

  async function drop() {
    if (!hand?.over) return end();
    const { ids, lane, place, from, basedOn } = hand;
    if (ids.length === 1 && from.lane === lane && (lane === null || from.place === place)) return end();
    let accept = false;
    if (ids.length === 1) {
      const found = await verdict.settled();
      if (found && !found.problems?.length && !found.fits) {
        if (found.firm) {
          act.toast(`Not moved. ${found.broken[0]}`, 'bad');
          return end();
        }
        if (!(accept = await verdict.ask())) return end();
      }
    }
    end();
    ids.forEach(id => root.querySelectorAll(`[data-visit="${CSS.escape(id)}"]`).forEach(e => e.classList.add('is-sent')));
    const result = await act.move(ids, lane, place, accept, basedOn);
    root.querySelectorAll('.is-sent').forEach(e => e.classList.remove('is-sent'));
    if (result.conflict) keep(ids, lane, place, result.conflict);
    else if (!result.ok && !result.rows) act.toast(`Not moved. ${result.problems[0]?.sentence ?? ''} ${result.problems[0]?.toDo ?? ''}`, 'bad');
    if (result.ok && lane) store.tell('flash', [lane]);
    timeline.focus(ids[0]);
  }

  /** Somebody was quicker on that route: the lane shows theirs, and this move waits here until it is looked at again or let go. */
  function keep(ids, lane, place, words) {
    const where = lane ? `to ${store.lane(lane)?.van}, place ${place}` : 'off the plan';
    draft.replaceChildren(
      h('p', {}, h('b', {}, words), h('span', {}, `Your move of ${ids.length > 1 ? count(ids.length, 'visit') : store.name(ids[0])} ${where} was not made. The route now shows how it stands.`)),
      h('button', { type: 'button', class: 'btn btn-small btn-primary', onclick: () => again(ids, lane, place) }, 'Look at it again'),
      h('button', { type: 'button', class: 'btn btn-small btn-quiet', onclick: () => (draft.hidden = true) }, 'Let it go'));
    draft.hidden = false;
    store.tell('flash', lane ? [lane] : []);
  }

  function again(ids, lane, place) {
    document.activeElement?.blur();
    draft.hidden = true;
    pick(ids.filter(id => store.find(id)));
    if (hand) steer(lane, lane ? Math.min(place, rest(store.lane(lane)).length + 1) : 0);
  }

  function pick(ids) {
    if (!store.sheet.mayWrite || !store.sheet.latest || !ids.length) {
      if (ids.length) act.toast(store.sheet.mayWrite ? 'This is an earlier version. Go to the latest to change it.' : 'You may look at the plan and not change it.', 'info');
      return false;
    }
    const begun = ids.map(store.find).find(f => f?.visit.done || ['EnRoute', 'Arrived', 'Closed', 'Failed'].includes(f?.visit.state));
    if (begun) {
      act.toast(`${begun.visit.number} ${begun.visit.patient} has begun. It stays with its crew.`, 'info');
      return false;
    }
    const locked = ids.map(store.find).find(f => f?.visit.locked || f?.lane?.locked);
    if (locked) {
      act.toast(`${locked.visit.number} ${locked.visit.patient} is locked. Unlock it first (L).`, 'info');
      return false;
    }
    const first = store.find(ids[0]);
    hand = { ids, basedOn: store.sheet.versionNo, from: { lane: first?.lane?.id ?? null, place: first?.place ?? 0 }, over: false, lane: null, place: 0 };
    draw();
    // The keys that steer it are heard on the board only.
    if (!root.contains(document.activeElement)) root.querySelector(`[data-visit="${CSS.escape(ids[0])}"]`)?.focus({ preventScroll: true });
    return true;
  }

  /** By keys: the mark goes to a lane and place, the verdict stands beside the mark. */
  function steer(lane, place) {
    const element = lane ? timeline.laneElement(lane) : root.querySelector('.bd-list');
    element?.scrollIntoView({ block: 'nearest' });
    Object.assign(hand, { over: true, lane, place });
    draw();
    const box = (lane ? mark : element).getBoundingClientRect();
    Object.assign(hand, { x: box.left, y: lane ? box.bottom : box.top + 40 });
    verdict.show({ ids: hand.ids, lane, place, x: hand.x, y: hand.y, speak: true });
  }

  // The day changed under the hand: the mark and the verdict are of the day as it is now.
  store.on('sheet', () => {
    if (!hand) return;
    if (!hand.ids.every(store.find)) return end();
    if (hand.over && hand.lane) hand.place = Math.min(hand.place, rest(store.lane(hand.lane)).length + 1);
    draw();
    if (hand.over) verdict.show({ ids: hand.ids, lane: hand.lane, place: hand.place, x: hand.x, y: hand.y });
  });

  return {
    pick, aim, away, drop, end, steer, placeAt, rest,
    get hand() { return hand; },
  };
}
