// The map: counties, states and towns are built in, nothing is asked of another host. MapLibre itself loads on first use.
const maps = new WeakMap();
const land = { counties: null, towns: null };
let library;

const css = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const collection = features => ({ type: 'FeatureCollection', features });

async function load() {
  library ??= (async () => {
    if (!document.querySelector('link[data-maplibre]')) {
      const link = document.createElement('link');
      Object.assign(link, { rel: 'stylesheet', href: '/lib/maplibre/maplibre-gl.css' });
      link.dataset.maplibre = '';
      await new Promise(done => {
        link.onload = link.onerror = done;
        document.head.append(link);
      });
    }
    const maplibre = await import('/lib/maplibre/maplibre-gl.mjs');
    return maplibre.default ?? maplibre;
  })();
  return library;
}

// Counties as shapes with a name at the middle of their largest piece.
async function counties() {
  land.counties ??= (async () => {
    const [response] = await Promise.all([fetch('/lib/us-atlas/counties-10m.json'), import('/lib/topojson-client.js')]);
    const atlas = await response.json();
    const { feature, mesh } = globalThis.topojson;
    const shapes = feature(atlas, atlas.objects.nation);
    const countyLines = mesh(atlas, atlas.objects.counties, (a, b) => a !== b && (a.id / 1000) | 0 === (b.id / 1000) | 0);
    const stateLines = mesh(atlas, atlas.objects.states, (a, b) => a !== b);
    const names = feature(atlas, atlas.objects.counties).features.map(county => ({
      type: 'Feature',
      properties: { name: county.properties.name },
      geometry: { type: 'Point', coordinates: middle(county.geometry) },
    }));
    return { shapes, countyLines, stateLines, names: collection(names) };
  })();
  return land.counties;
}

async function towns() {
  land.towns ??= fetch('/lib/towns.json').then(r => r.json()).then(rows => collection(rows.map(([name, lon, lat, n], i) => ({
    type: 'Feature',
    properties: { name, n, rank: i },
    geometry: { type: 'Point', coordinates: [lon, lat] },
  }))));
  return land.towns;
}

function middle(geometry) {
  const rings = geometry.type === 'Polygon' ? [geometry.coordinates[0]] : geometry.coordinates.map(p => p[0]);
  let best = [0, 0], most = -1;
  for (const ring of rings) {
    let area = 0, x = 0, y = 0;
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const cross = ring[j][0] * ring[i][1] - ring[i][0] * ring[j][1];
      area += cross;
      x += (ring[j][0] + ring[i][0]) * cross;
      y += (ring[j][1] + ring[i][1]) * cross;
    }
    if (Math.abs(area) > most) {
      most = Math.abs(area);
      best = [x / (3 * area), y / (3 * area)];
    }
  }
  return best;
}

const palette = () => ({
  water: css('--map-water'), land: css('--map-land'), county: css('--map-county'), state: css('--map-state'), town: css('--map-town'),
  halo: css('--map-halo'), ink: css('--ink'), sheet: css('--sheet'), brand: css('--brand'), neutral: css('--neutral'), info: css('--info'),
  good: css('--good'), warn: css('--warn'), bad: css('--bad'), accent: css('--accent'), muted: css('--edge'), focus: css('--focus'),
});
const font = ['Next'];

function style() {
  const c = palette();
  const empty = { type: 'geojson', data: collection([]) };
  const label = (extra, paint) => ({
    type: 'symbol',
    layout: { 'text-font': font, 'text-field': ['get', 'name'], 'text-size': 12, 'text-padding': 6, ...extra },
    paint: { 'text-color': c.town, 'text-halo-color': c.halo, 'text-halo-width': 1.25, ...paint },
  });
  return {
    version: 8,
    sources: { nation: empty, countyLines: empty, stateLines: empty, countyNames: empty, towns: empty, zones: empty, lines: empty, points: { ...empty, promoteId: 'id' } },
    layers: [
      { id: 'water', type: 'background', paint: { 'background-color': c.water } },
      { id: 'land', type: 'fill', source: 'nation', paint: { 'fill-color': c.land } },
      { id: 'county', type: 'line', source: 'countyLines', paint: { 'line-color': c.county, 'line-width': ['interpolate', ['linear'], ['zoom'], 4, 0.3, 9, 1.2] } },
      { id: 'state', type: 'line', source: 'stateLines', paint: { 'line-color': c.state, 'line-width': ['interpolate', ['linear'], ['zoom'], 3, 0.6, 9, 2], 'line-dasharray': [3, 2] } },
      { id: 'zone', type: 'fill', source: 'zones', paint: { 'fill-color': ['coalesce', ['get', 'color'], c.brand], 'fill-opacity': 0.12 } },
      { id: 'zone-edge', type: 'line', source: 'zones', paint: { 'line-color': ['coalesce', ['get', 'color'], c.brand], 'line-width': 1.5, 'line-dasharray': [2, 2] } },
      { id: 'county-name', source: 'countyNames', minzoom: 6.5, maxzoom: 10.5, ...label({ 'text-letter-spacing': 0.12, 'text-size': 11, 'text-transform': 'uppercase' }, { 'text-color': c.state }) },
      { id: 'town-dot', type: 'circle', source: 'towns', minzoom: 5, filter: ['>=', ['get', 'n'], ['step', ['zoom'], 20, 6, 8, 7, 2, 8, 1]], paint: { 'circle-radius': 1.75, 'circle-color': c.town, 'circle-opacity': 0.55 } },
      { id: 'town', source: 'towns', minzoom: 5, filter: ['>=', ['get', 'n'], ['step', ['zoom'], 20, 6, 8, 7, 2, 8, 1]], ...label({ 'text-size': ['interpolate', ['linear'], ['ln', ['get', 'n']], 0, 11.5, 5, 15], 'symbol-sort-key': ['get', 'rank'], 'text-anchor': 'bottom', 'text-offset': [0, -0.3] }) },
      { id: 'line-edge', type: 'line', source: 'lines', layout: { 'line-join': 'round', 'line-cap': 'round' }, paint: { 'line-color': c.land, 'line-width': 6, 'line-opacity': 0.85 } },
      { id: 'line', type: 'line', source: 'lines', filter: ['!', ['get', 'dashed']], layout: { 'line-join': 'round', 'line-cap': 'round' }, paint: { 'line-color': ['coalesce', ['get', 'color'], c.brand], 'line-width': 3 } },
      { id: 'line-dashed', type: 'line', source: 'lines', filter: ['get', 'dashed'], layout: { 'line-join': 'round' }, paint: { 'line-color': ['coalesce', ['get', 'color'], c.brand], 'line-width': 3, 'line-dasharray': [1.5, 1.5] } },
      { id: 'point', type: 'circle', source: 'points', paint: {
        'circle-radius': ['case', ['boolean', ['feature-state', 'selected'], false], 13, ['has', 'number'], 10, 7],
        'circle-color': ['get', 'fill'], 'circle-stroke-width': ['case', ['boolean', ['feature-state', 'selected'], false], 3, 2],
        'circle-stroke-color': ['case', ['boolean', ['feature-state', 'selected'], false], c.focus, '#fffdf8'] } },
      { id: 'point-number', type: 'symbol', source: 'points', filter: ['has', 'number'], layout: { 'text-font': font, 'text-field': ['to-string', ['get', 'number']], 'text-size': 12, 'text-allow-overlap': true, 'text-ignore-placement': true }, paint: { 'text-color': '#fffdf8' } },
    ],
  };
}

const glyphs = {
  depot: 'M4 11.5 12 4.5l8 7M6 10v9.5h12V10',
  van: 'M3 6.5h10.5V17H3ZM13.5 9.5h4l3 3.75V17h-7M7 19a1.9 1.9 0 1 0 0-3.8A1.9 1.9 0 0 0 7 19ZM17 19a1.9 1.9 0 1 0 0-3.8A1.9 1.9 0 0 0 17 19Z',
  pin: 'M4 11.5 12 4.5l8 7M6 10v9.5h12V10',
};

// White figures need a dark ground, in both modes: the solid tones of the light palette.
const tones = { neutral: '#4f5b53', muted: '#77776b', info: '#2f6d8f', good: '#2f7546', warn: '#96600a', bad: '#b13a2c', accent: '#b3541e' };

function features(points) {
  return collection(points.filter(p => p.kind === 'stop').map(p => ({
    type: 'Feature',
    properties: { id: p.id, label: p.label, fill: p.color ?? tones[p.tone] ?? tones.neutral, ...(p.number == null ? {} : { number: p.number }) },
    geometry: { type: 'Point', coordinates: [p.lon, p.lat] },
  })));
}

function marker(state, point) {
  const { maplibre, map, options, callback } = state;
  const element = document.createElement('button');
  element.type = 'button';
  const face = document.createElement('span');
  face.className = `mark mark-${point.kind}`;
  if (point.color) face.style.setProperty('--mark', point.color);
  face.innerHTML = point.number == null
    ? `<svg width="18" height="18" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="${glyphs[point.kind]}"/></svg>`
    : `<span>${Number(point.number)}</span>`;
  element.append(face);
  element.className = 'mark-button';
  element.style.cssText = 'padding:0;border:0;background:none;border-radius:8px';
  element.setAttribute('aria-label', point.label);
  element.title = point.label;
  const drag = point.kind === 'pin' && options.draggablePin;
  const mark = new maplibre.Marker({ element, draggable: drag, anchor: point.kind === 'pin' ? 'bottom' : 'center' }).setLngLat([point.lon, point.lat]).addTo(map);
  if (drag) {
    const tell = () => {
      const { lat, lng } = mark.getLngLat();
      callback?.invokeMethodAsync('PinMoved', lat, lng);
    };
    mark.on('dragend', tell);
    let later;
    element.addEventListener('keydown', event => {
      const by = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] }[event.key];
      if (!by) return;
      event.preventDefault();
      event.stopPropagation();
      const step = event.shiftKey ? 40 : 8;
      const at = map.project(mark.getLngLat());
      mark.setLngLat(map.unproject([at.x + by[0] * step, at.y + by[1] * step]));
      clearTimeout(later);
      later = setTimeout(tell, 400);
    });
  } else {
    element.addEventListener('click', () => {
      if (options.clickable) callback?.invokeMethodAsync('PointClicked', point.id);
    });
  }
  return mark;
}

function place(state, points) {
  state.points = points;
  state.map.getSource('points').setData(features(points));
  const wanted = new Map(points.filter(p => p.kind !== 'stop').map(p => [p.id, p]));
  for (const [id, held] of state.marks) {
    const point = wanted.get(id);
    if (point && held.look === look(point)) {
      held.mark.setLngLat([point.lon, point.lat]);
      wanted.delete(id);
    } else {
      held.mark.remove();
      state.marks.delete(id);
    }
  }
  for (const [id, point] of wanted) state.marks.set(id, { mark: marker(state, point), look: look(point) });
}
const look = p => `${p.kind}|${p.color}|${p.number}|${p.label}`;

const lineFeatures = lines => collection(lines.map(l => ({
  type: 'Feature',
  properties: { id: l.id, color: l.color, dashed: !!l.dashed },
  geometry: { type: 'LineString', coordinates: l.coordinates },
})));

function bounds(state) {
  const all = [...state.points.map(p => [p.lon, p.lat]), ...state.lines.flatMap(l => l.coordinates)];
  if (!all.length) return null;
  const box = new state.maplibre.LngLatBounds(all[0], all[0]);
  all.forEach(p => box.extend(p));
  return box;
}

export async function create(element, options, callback) {
  try {
    const maplibre = await load();
    const state = { maplibre, options, callback, marks: new Map(), points: options.points ?? [], lines: options.lines ?? [], selected: null };
    const box = bounds(state);
    const view = options.lat != null && options.lon != null
      ? { center: [options.lon, options.lat], zoom: options.zoom ?? 10 }
      : box ? { bounds: box, fitBoundsOptions: { padding: options.padding ?? 56, maxZoom: 12 } } : { center: [-96.5, 38.5], zoom: 3.4 };
    const map = new maplibre.Map({
      container: element, style: style(), ...view, minZoom: 2.5, maxZoom: 16, dragRotate: false, pitchWithRotate: false, attributionControl: false,
      fadeDuration: matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 150, localIdeographFontFamily: 'sans-serif', cooperativeGestures: options.cooperative ?? false,
    });
    state.map = map;
    maps.set(element, state);
    map.touchZoomRotate.disableRotation();
    map.addControl(new maplibre.NavigationControl({ showCompass: false }), 'top-right');
    map.addControl(new maplibre.ScaleControl({ unit: 'imperial', maxWidth: 90 }), 'bottom-left');
    map.addControl(new maplibre.AttributionControl({ compact: false, customAttribution: 'Counties: US Census · Towns: GeoNames CC BY' }), 'bottom-right');
    await new Promise((done, fail) => {
      map.once('style.load', done);
      setTimeout(() => fail(new Error('The map did not start')), 30000);
    });
    map.getCanvas().setAttribute('aria-label', options.label ?? 'Map');
    place(state, state.points);
    map.getSource('lines').setData(lineFeatures(state.lines));
    setPolygons(element, options.polygons);
    select(element, options.selected);
    ground(map);

    const popup = new maplibre.Popup({ closeButton: false, closeOnClick: false, offset: 12 });
    map.on('mousemove', 'point', event => {
      map.getCanvas().style.cursor = options.clickable ? 'pointer' : '';
      const [hit] = event.features;
      popup.setLngLat(hit.geometry.coordinates).setText(hit.properties.label).addTo(map);
    });
    map.on('mouseleave', 'point', () => {
      map.getCanvas().style.cursor = '';
      popup.remove();
    });
    map.on('click', 'point', event => options.clickable && callback?.invokeMethodAsync('PointClicked', event.features[0].properties.id, ...(callback.local ? [event.originalEvent] : [])));
    state.repaint = () => repaint(map);
    document.documentElement.addEventListener('homeward:theme', state.repaint);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', state.repaint);
    element.dataset.ready = 'true';
    return true;
  } catch (error) {
    console.warn('Map:', error.message);
    element.closest('.map')?.classList.add('is-plain');
    return false;
  }
}

// The ground comes after the work: stops and routes show at once, the land beneath them as it arrives.
async function ground(map) {
  const { shapes, countyLines, stateLines, names } = await counties();
  map.getSource('nation')?.setData(shapes);
  map.getSource('countyLines')?.setData(countyLines);
  map.getSource('stateLines')?.setData(stateLines);
  map.getSource('countyNames')?.setData(names);
  map.getSource('towns')?.setData(await towns());
}

function repaint(map) {
  for (const layer of style().layers) {
    for (const [property, value] of Object.entries(layer.paint ?? {})) map.setPaintProperty(layer.id, property, value);
  }
}

/** The map behind an element, for what a page adds to it; nothing before it is ready. */
export const stateOf = element => maps.get(element);
export const inks = tones;

export function setPoints(element, points) {
  const state = maps.get(element);
  if (!state) return;
  place(state, points);
  if (state.selected) state.map.setFeatureState({ source: 'points', id: state.selected }, { selected: true });
}

export function setLines(element, lines) {
  const state = maps.get(element);
  if (!state) return;
  state.lines = lines;
  state.map.getSource('lines').setData(lineFeatures(lines));
}

export function setPolygons(element, json) {
  maps.get(element)?.map.getSource('zones').setData(json ? JSON.parse(json) : collection([]));
}

export function select(element, id) {
  const state = maps.get(element);
  if (!state || state.selected === id) return;
  if (state.selected) state.map.setFeatureState({ source: 'points', id: state.selected }, { selected: false });
  state.selected = id ?? null;
  if (id) state.map.setFeatureState({ source: 'points', id }, { selected: true });
}

export function fit(element) {
  const state = maps.get(element);
  const box = state && bounds(state);
  if (box) state.map.fitBounds(box, { padding: state.options.padding ?? 56, maxZoom: 12, duration: matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 400 });
}

export function destroy(element) {
  const state = maps.get(element);
  if (!state) return;
  document.documentElement.removeEventListener('homeward:theme', state.repaint);
  matchMedia('(prefers-color-scheme: dark)').removeEventListener('change', state.repaint);
  state.map.remove();
  maps.delete(element);
}

// Static pages: each element carries its own model.
export function start() {
  for (const element of document.querySelectorAll('[data-map-static]:not([data-started])')) {
    element.dataset.started = 'true';
    create(element, { ...JSON.parse(element.dataset.mapStatic), cooperative: true }, null);
  }
}
