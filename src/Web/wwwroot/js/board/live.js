// What moves by itself. Changes are gathered and drawn once a second: vans in one call, the now line, the clocks, the drift.
export function makeLive(store, timeline, list, map, clock) {
  // The host's clock, which may run faster than ours (a demonstration's day).
  const offset = { host: clock?.now ?? store.sheet.now, ours: performance.now(), speed: clock?.speed ?? 1 };
  let dirty = { vans: false, risk: false, lanes: new Set() };

  function tick() {
    const began = performance.now();
    const now = offset.host + (began - offset.ours) / 1000 * offset.speed;
    timeline.tick(now);
    list.tick(now);
    const had = dirty;
    dirty = { vans: false, risk: false, lanes: new Set() };
    if (had.vans) map.vans();
    if (had.risk) store.tell('risk');
    if (had.lanes.size) store.tell('eta', had.lanes);
    performance.measure('board-tick', { start: began, end: performance.now() });
    performance.clearMeasures('board-tick');
  }
  const timer = setInterval(tick, 1000);
  tick();

  return {
    hear(change) {
      const began = performance.now();
      if (change.now) Object.assign(offset, { host: change.now, ours: began });
      for (const van of change.vans ?? []) {
        const before = store.vans.get(van.id);
        store.vans.set(van.id, van);
        if (before?.longitude !== van.longitude || before?.latitude !== van.latitude || before?.lost !== van.lost) dirty.vans = true;
        // A lane is drawn anew only when its words change: minutes, not positions.
        let redraw = Math.round(before?.drift ?? 0) !== Math.round(van.drift ?? 0) || !!before?.lost !== !!van.lost;
        for (const eta of van.etas ?? []) {
          const old = store.etas.get(eta.id);
          if ((old?.late ?? 0) !== eta.late) redraw = true;
          store.etas.set(eta.id, eta);
        }
        if (redraw) dirty.lanes.add(van.id);
      }
      if (change.risk) {
        store.risk = change.risk;
        dirty.risk = true;
      }
      performance.measure('board-hear', { start: began, end: performance.now() });
      performance.clearMeasures('board-hear');
      if (change.first) tick();
    },
    stop: () => clearInterval(timer),
  };
}
