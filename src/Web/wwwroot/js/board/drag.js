// The pointer: a press that travels picks a visit up; what is under it is the target. A press that does not is a click.
import { h, count, perFrame } from './dom.js';

export function makeDrag(root, store, timeline, moving, verdict) {
  let press = null, ghost = null, edge = 0;

  root.addEventListener('pointerdown', event => {
    const from = event.target.closest('[data-visit]');
    if (event.button !== 0 || !from || event.target.closest('a, input, .bd-row-do') || event.pointerType === 'touch' || moving.hand) return;
    press = { id: from.dataset.visit, x: event.clientX, y: event.clientY, pointer: event.pointerId, from };
  });

  const over = perFrame((x, y) => {
    if (!press?.dragging) return;
    ghost.style.transform = `translate(${x + 10}px, ${y - 14}px)`;
    const at = timeline.at(x, y);
    if (at) {
      const lane = store.lane(at.lane);
      moving.aim(at.lane, moving.placeAt(lane, at.seconds), x, y);
      verdict.follow(x, y);
    } else if (document.elementFromPoint(x, y)?.closest('.bd-list')) {
      moving.aim(null, 0, x, y);
      verdict.follow(x, y);
    } else {
      moving.away();
    }
    roll(y);
  });

  // Near the timeline's upper or lower edge it rolls on under the hand.
  function roll(y) {
    const box = timeline.element.getBoundingClientRect();
    edge = y > box.bottom - 34 && y < box.bottom + 30 ? 1 : y < box.top + 62 && y > box.top - 8 ? -1 : 0;
    if (edge && !press.rolling) {
      press.rolling = true;
      const step = () => {
        if (!press?.dragging || !edge) {
          if (press) press.rolling = false;
          return;
        }
        timeline.element.scrollTop += edge * 9;
        requestAnimationFrame(step);
      };
      step();
    }
  }

  addEventListener('pointermove', event => {
    if (!press || event.pointerId !== press.pointer) return;
    if (!press.dragging) {
      if (Math.hypot(event.clientX - press.x, event.clientY - press.y) < 5) return;
      const ids = store.selected.has(press.id) ? [press.id, ...[...store.selected].filter(id => id !== press.id)] : [press.id];
      if (!moving.pick(ids)) {
        press = null;
        return;
      }
      press.dragging = true;
      ghost = h('div', { class: 'bd-ghost', 'aria-hidden': 'true' }, ids.length > 1 ? count(ids.length, 'visit') : store.name(ids[0]));
      document.body.append(ghost);
      getSelection()?.removeAllRanges();
    }
    event.preventDefault();
    over(event.clientX, event.clientY);
  });

  function stop() {
    const dragged = press?.dragging;
    press = null;
    ghost?.remove();
    ghost = null;
    return dragged;
  }

  addEventListener('pointerup', event => {
    if (!press || event.pointerId !== press.pointer) return;
    if (!stop()) return;
    // The click that follows a drop is not a choice of what lies beneath.
    addEventListener('click', e => e.stopPropagation(), { capture: true, once: true });
    setTimeout(() => removeEventListener('click', () => {}), 0);
    moving.drop();
  });
  addEventListener('pointercancel', () => stop() && moving.end());
  addEventListener('keydown', event => {
    if (event.key === 'Escape' && press?.dragging) {
      stop();
      moving.end();
    }
  });
}
