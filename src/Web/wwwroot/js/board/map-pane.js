// The map of the board: the house map with routes a lane, a rubber band, and all vans moved by one call a second.
import { h, clock, short } from './dom.js';
import { create, destroy, fit, setLines, setPoints, setPolygons, stateOf } from '../map.js';
import { isLate } from './lane.js';

const rad = Math.PI / 180;

export function makeMapPane(root, store, act) {
  const canvas = h('div', { class: 'map-canvas' });
  const band = h('div', { class: 'bd-band', hidden: true, 'aria-hidden': 'true' });
  const hint = h('p', { class: 'bd-map-hint' }, 'Shift and drag selects an area');
  root.append(canvas, band, hint);
  let ready = false, points = [], vans = [];
  const callback = {
    local: true,
    invokeMethodAsync(name, id, event) {
      if (name !== 'PointClicked' || !store.find(id)) return;
      store.select([id], { toggle: event?.ctrlKey || event?.metaKey || event?.shiftKey });
      act.reveal(id);
    },
  };

  function shapes() {
    const { depot, lanes, unplanned } = store.sheet;
    points = [{ id: 'depot', lat: depot[1], lon: depot[0], label: 'Depot', kind: 'depot', tone: 'neutral' }];
    for (const lane of lanes) {
      for (const stop of lane.stops) {
        if (!stop.id || stop.latitude == null) continue;
        const late = isLate(stop, store);
        points.push({ id: stop.id, lat: stop.latitude, lon: stop.longitude, kind: 'stop', tone: late ? 'bad' : 'neutral', color: lane.color, number: stop.no, label: `${stop.no}. ${stop.patient}, ${lane.van}, ${short(stop.starts)}${late ? ', late' : ''}` });
      }
    }
    for (const v of unplanned) if (v.latitude != null) points.push({ id: v.id, lat: v.latitude, lon: v.longitude, kind: 'stop', tone: 'warn', label: `${v.patient}, unplanned` });
    return points;
  }
  const lines = () => store.sheet.lanes.filter(l => l.stops.length).map(l => ({
    id: l.id, color: l.color,
    coordinates: [l.start ?? store.sheet.depot, ...l.stops.map(s => s.longitude == null ? store.sheet.depot : [s.longitude, s.latitude]), l.end ?? store.sheet.depot],
  }));

  async function start() {
    ready = await create(canvas, { label: 'Routes of the day', points: shapes(), lines: lines(), polygons: store.sheet.zones, clickable: true, padding: 30 }, callback);
    if (!ready) {
      canvas.hidden = true;
      root.append(h('p', { class: 'map-note', role: 'status' }, 'This browser cannot draw the map. The lists hold every visit.'));
      return;
    }
    const { map } = stateOf(canvas);
    map.boxZoom.disable();
    dress(map);
    document.documentElement.addEventListener('homeward:theme', () => ready && dress(map));
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => ready && dress(map));
    map.addSource('vans', { type: 'geojson', data: vanShapes() });
    map.addLayer({ id: 'van', type: 'circle', source: 'vans', paint: { 'circle-radius': 9, 'circle-color': ['get', 'fill'], 'circle-stroke-width': 2.5, 'circle-stroke-color': ['case', ['get', 'lost'], '#b13a2c', '#fffdf8'], 'circle-opacity': ['case', ['get', 'lost'], 0.55, 1] } });
    map.addLayer({ id: 'van-head', type: 'symbol', source: 'vans', layout: { 'text-font': ['Next'], 'text-field': '➤', 'text-size': 11, 'text-rotate': ['-', ['get', 'bearing'], 90], 'text-rotation-alignment': 'map', 'text-allow-overlap': true, 'text-ignore-placement': true }, paint: { 'text-color': '#fffdf8' } });
    map.addLayer({ id: 'van-name', type: 'symbol', source: 'vans', minzoom: 9.5, layout: { 'text-font': ['Next'], 'text-field': ['get', 'name'], 'text-size': 11, 'text-offset': [0, 1.3], 'text-anchor': 'top', 'text-optional': true }, paint: { 'text-color': ink('--ink'), 'text-halo-color': ink('--map-halo'), 'text-halo-width': 1.5 } });
    map.on('click', 'van', event => act.focusLane(event.features[0].properties.id));
    rubber(map);
    selected();
    addEventListener('resize', resize);
    new ResizeObserver(resize).observe(root);
  }
  // Seen from far a stop is a dot; its number shows when there is room for it.
  function dress(map) {
    const chosen = ['boolean', ['feature-state', 'selected'], false];
    map.setPaintProperty('point', 'circle-radius', ['interpolate', ['linear'], ['zoom'], 8, ['case', chosen, 8, 4], 10, ['case', chosen, 11, 7.5], 12, ['case', chosen, 13, 10]]);
    map.setPaintProperty('point', 'circle-stroke-width', ['interpolate', ['linear'], ['zoom'], 8, ['case', chosen, 3, 1], 11, ['case', chosen, 3, 2]]);
    map.setPaintProperty('line', 'line-width', ['interpolate', ['linear'], ['zoom'], 8, 1.25, 11, 3]);
    map.setPaintProperty('line', 'line-opacity', 0.8);
    map.setPaintProperty('line-edge', 'line-width', ['interpolate', ['linear'], ['zoom'], 8, 2, 11, 5]);
    map.setLayerZoomRange('point-number', 9.6, 24);
    if (map.getLayer('van-name')) {
      map.setPaintProperty('van-name', 'text-color', ink('--ink'));
      map.setPaintProperty('van-name', 'text-halo-color', ink('--map-halo'));
    }
  }
  const ink = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const resize = () => ready && stateOf(canvas)?.map.resize();

  function rubber(map) {
    let from = null;
    const box = map.getCanvasContainer();
    const at = event => {
      const r = box.getBoundingClientRect();
      return [event.clientX - r.left, event.clientY - r.top];
    };
    box.addEventListener('mousedown', event => {
      if (!event.shiftKey || event.button !== 0) return;
      event.preventDefault();
      event.stopPropagation();
      map.dragPan.disable();
      from = at(event);
      band.hidden = false;
      grow(from, from);
    }, true);
    addEventListener('mousemove', event => from && grow(from, at(event)));
    addEventListener('mouseup', event => {
      if (!from) return;
      const to = at(event);
      const [left, right] = [from[0], to[0]].sort((a, b) => a - b);
      const [top, bottom] = [from[1], to[1]].sort((a, b) => a - b);
      from = null;
      band.hidden = true;
      map.dragPan.enable();
      if (right - left < 4 && bottom - top < 4) return;
      const inside = points.filter(p => {
        if (p.kind !== 'stop') return false;
        const { x, y } = map.project([p.lon, p.lat]);
        return x >= left && x <= right && y >= top && y <= bottom;
      }).map(p => p.id);
      store.select(inside, { add: event.ctrlKey || event.metaKey });
      act.say(`${inside.length} visits selected.`);
    });
    const grow = (a, b) => {
      band.style.cssText = `left:${Math.min(a[0], b[0])}px;top:${Math.min(a[1], b[1])}px;width:${Math.abs(a[0] - b[0])}px;height:${Math.abs(a[1] - b[1])}px`;
    };
  }

  let marked = new Set();
  function selected() {
    if (!ready) return;
    const { map } = stateOf(canvas);
    for (const id of marked) if (!store.selected.has(id)) map.setFeatureState({ source: 'points', id }, { selected: false });
    for (const id of store.selected) map.setFeatureState({ source: 'points', id }, { selected: true });
    marked = new Set(store.selected);
  }

  /** One lane stands out; the others step back. */
  let lit = null;
  function light(lane) {
    if (!ready || lit === lane) return;
    lit = lane;
    const { map } = stateOf(canvas);
    map.setPaintProperty('line', 'line-opacity', lane ? ['case', ['==', ['get', 'id'], lane], 1, 0.15] : 0.8);
    map.setPaintProperty('line-edge', 'line-opacity', lane ? 0.2 : 0.85);
  }

  function vanShapes() {
    return { type: 'FeatureCollection', features: vans };
  }
  function bearing(from, to) {
    const [a, b] = [from[1] * rad, to[1] * rad];
    const d = (to[0] - from[0]) * rad;
    return (Math.atan2(Math.sin(d) * Math.cos(b), Math.cos(a) * Math.sin(b) - Math.sin(a) * Math.cos(b) * Math.cos(d)) / rad + 360) % 360;
  }

  store.on('sheet', change => {
    if (!ready) return;
    setPoints(canvas, shapes());
    setLines(canvas, lines());
    if (change.zones) setPolygons(canvas, store.sheet.zones);
    marked = new Set();
    selected();
    if (change.all) fit(canvas);
  });
  store.on('select', selected);
  store.on('light', light);

  return {
    start,
    /** All vans at once: one source, one call, however many moved. */
    vans() {
      const colors = new Map(store.sheet.lanes.map(l => [l.id, l.color]));
      const before = new Map(vans.map(v => [v.properties.id, v]));
      vans = [];
      for (const [id, van] of store.vans) {
        if (van.longitude == null) continue;
        const at = [van.longitude, van.latitude];
        const old = before.get(id);
        const moved = old && (old.geometry.coordinates[0] !== at[0] || old.geometry.coordinates[1] !== at[1]);
        vans.push({ type: 'Feature', properties: { id, name: van.name, fill: colors.get(id) ?? '#b3541e', lost: !!van.lost, bearing: van.bearing ?? (moved ? bearing(old.geometry.coordinates, at) : old?.properties.bearing ?? 90) }, geometry: { type: 'Point', coordinates: at } });
      }
      if (ready) stateOf(canvas)?.map.getSource('vans')?.setData(vanShapes());
    },
    /** Brings a visit into view when it is outside. */
    show(id) {
      const at = points.find(p => p.id === id);
      if (!ready || !at) return;
      const { map } = stateOf(canvas);
      if (!map.getBounds().contains([at.lon, at.lat])) map.easeTo({ center: [at.lon, at.lat], duration: matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 300 });
    },
    get ready() { return ready; },
    project: id => {
      const at = points.find(p => p.id === id);
      const box = canvas.getBoundingClientRect();
      const { x, y } = stateOf(canvas).map.project([at.lon, at.lat]);
      return [box.left + x, box.top + y];
    },
    destroy() {
      removeEventListener('resize', resize);
      destroy(canvas);
    },
  };
}
