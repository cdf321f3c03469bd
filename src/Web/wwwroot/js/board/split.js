// Two bars that share the room out between the panes, by pointer and by arrow keys; how it was is kept in this browser.
import { h, perFrame } from './dom.js';

const kept = 'homeward:board-panes';

export function makeSplit(root, changed) {
  let sizes = { list: 22, map: 42 };
  try {
    sizes = { ...sizes, ...JSON.parse(localStorage.getItem(kept)) };
  } catch {
    // Storage is closed to us: the panes begin as they always do.
  }
  const bars = {
    list: bar('vertical', 'Width of the list', 'list', 14, 45),
    map: bar('horizontal', 'Height of the map', 'map', 12, 75),
  };

  function bar(orientation, label, key, least, most) {
    const element = h('div', { class: `bd-bar is-${orientation}`, role: 'separator', tabindex: 0, 'aria-orientation': orientation, 'aria-label': label, 'aria-valuemin': least, 'aria-valuemax': most });
    const set = value => {
      sizes[key] = Math.round(Math.max(least, Math.min(most, value)) * 10) / 10;
      apply();
    };
    const move = perFrame(event => {
      const box = root.getBoundingClientRect();
      set(key === 'list' ? (event.clientX - box.left) / box.width * 100 : (event.clientY - box.top) / box.height * 100);
    });
    element.addEventListener('pointerdown', event => {
      element.setPointerCapture(event.pointerId);
      element.classList.add('is-held');
      event.preventDefault();
    });
    element.addEventListener('pointermove', event => element.hasPointerCapture(event.pointerId) && move(event));
    element.addEventListener('pointerup', () => {
      element.classList.remove('is-held');
      keep();
    });
    element.addEventListener('keydown', event => {
      const step = { ArrowLeft: -2, ArrowUp: -2, ArrowRight: 2, ArrowDown: 2 }[event.key];
      if (!step) return;
      event.preventDefault();
      event.stopPropagation();
      set(sizes[key] + step);
      keep();
    });
    return element;
  }

  function apply() {
    for (const key of ['list', 'map']) {
      root.style.setProperty(`--${key}`, `${sizes[key]}%`);
      bars?.[key]?.setAttribute('aria-valuenow', sizes[key]);
    }
    changed?.();
  }
  function keep() {
    try {
      localStorage.setItem(kept, JSON.stringify(sizes));
    } catch {
      // Not kept; it still holds for this page.
    }
  }
  apply();
  bars.list.setAttribute('aria-valuenow', sizes.list);
  bars.map.setAttribute('aria-valuenow', sizes.map);
  return bars;
}
