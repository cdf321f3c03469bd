// What the board knows: the sheet as last told, one selection for all panes, the filters. Panes listen; nobody else keeps state.
export function makeStore(sheet, prefs) {
  const listeners = new Map();
  const store = {
    sheet, visits: new Map(), selected: new Set(prefs.selected ?? []), filters: { ...prefs.filters }, focus: null, vans: new Map(), risk: [], etas: new Map(),
    on(topic, heard) {
      if (!listeners.has(topic)) listeners.set(topic, []);
      listeners.get(topic).push(heard);
    },
    tell(topic, data) {
      for (const heard of listeners.get(topic) ?? []) heard(data);
    },
    lane: id => store.sheet.lanes.find(l => l.id === id),
    /** A visit wherever it is: its lane, or none when it has no place. */
    find: id => store.visits.get(id),
    name: id => {
      const at = store.visits.get(id);
      return at ? `${at.visit.number} ${at.visit.patient}` : 'a visit no longer here';
    },
    select(ids, { add = false, toggle = false, quiet = false } = {}) {
      const before = [...store.selected].join();
      if (!add && !toggle) store.selected.clear();
      for (const id of ids) {
        if (toggle && store.selected.has(id)) store.selected.delete(id);
        else store.selected.add(id);
      }
      if ([...store.selected].join() !== before) store.tell('select', { quiet });
    },
    filter(changes) {
      Object.assign(store.filters, changes);
      store.tell('filter', changes);
    },
    /** Takes a change in: whole lanes that differ, the unplanned anew when they differ, the head of the plan. */
    apply(delta) {
      const changed = new Set();
      for (const lane of delta.lanes ?? []) {
        const at = store.sheet.lanes.findIndex(l => l.id === lane.id);
        if (at < 0) store.sheet.lanes.push(lane);
        else store.sheet.lanes[at] = lane;
        changed.add(lane.id);
      }
      if (delta.order) {
        const place = new Map(delta.order.map((id, i) => [id, i]));
        store.sheet.lanes = store.sheet.lanes.filter(l => place.has(l.id)).sort((a, b) => place.get(a.id) - place.get(b.id));
      }
      if (delta.unplanned) store.sheet.unplanned = delta.unplanned;
      Object.assign(store.sheet, delta.head);
      index();
      const gone = [...store.selected].filter(id => !store.visits.has(id));
      gone.forEach(id => store.selected.delete(id));
      store.tell('sheet', { lanes: changed, all: !!delta.order, unplanned: !!delta.unplanned });
      if (gone.length) store.tell('select', {});
    },
  };
  function index() {
    store.visits.clear();
    for (const lane of store.sheet.lanes) {
      // What the crew has behind it is no place to move to: places count from the first stop still open.
      let place = 0;
      for (const visit of lane.stops) {
        if (!visit.done) place++;
        if (visit.id) store.visits.set(visit.id, { visit, lane, place });
      }
    }
    for (const visit of store.sheet.unplanned) store.visits.set(visit.id, { visit, lane: null, place: 0 });
  }
  index();
  for (const id of [...store.selected]) if (!store.visits.has(id)) store.selected.delete(id);
  return store;
}
