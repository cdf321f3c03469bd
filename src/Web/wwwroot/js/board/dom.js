// Small tools of the board: elements, times in the branch's zone, amounts as a dispatcher reads them.
export function h(tag, props, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value == null || value === false) continue;
    if (name === 'class') element.className = value;
    else if (name === 'data') Object.assign(element.dataset, value);
    else if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name === 'style') element.style.cssText = value;
    else element.setAttribute(name, value === true ? '' : value);
  }
  for (const child of children.flat()) if (child != null && child !== false) element.append(child);
  return element;
}

const paths = {
  lock: 'M6 11h12v9H6ZM8.5 11V8a3.5 3.5 0 0 1 7 0v3M12 14.5v2',
  unlock: 'M6 11h12v9H6ZM8.5 11V7.5a3.5 3.5 0 0 1 6.8-1.2M12 14.5v2',
  more: 'M5.25 12h.75M11.625 12h.75M18 12h.75',
  warn: 'M12 4 2.75 19.5h18.5ZM12 10v4.5M12 17.25v.01',
  check: 'm4.5 12.5 5 5 10-11',
  x: 'm6 6 12 12M18 6 6 18',
  van: 'M3 6.5h10.5V17H3ZM13.5 9.5h4l3 3.75V17h-7M7 19.25a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM17 19.25a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z',
  search: 'M11 17.5a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13ZM15.75 15.75 20 20',
  box: 'm12 3.5 8 4v9l-8 4-8-4v-9ZM4 7.5l8 4 8-4M12 11.5v9M8 5.5l8 4',
};

export function icon(name, size = 16) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  for (const [key, value] of Object.entries({ class: 'icon', width: size, height: size, viewBox: '0 0 24 24', fill: 'none', stroke: 'currentColor', 'stroke-width': 1.75, 'stroke-linecap': 'round', 'stroke-linejoin': 'round', 'aria-hidden': 'true' })) svg.setAttribute(key, value);
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', paths[name]);
  svg.append(path);
  return svg;
}

let zoned, held = new Map();
export function useZone(zone) {
  const options = { hour: 'numeric', minute: '2-digit', timeZone: zone };
  zoned = { long: new Intl.DateTimeFormat('en-US', options), hour: new Intl.DateTimeFormat('en-US', { hour: 'numeric', timeZone: zone }) };
  held = new Map();
}
/** "2:40 PM" of a time in seconds. A day has few minutes: each is worked out once. */
export function clock(seconds) {
  const minute = Math.floor(seconds / 60);
  let text = held.get(minute);
  if (!text) held.set(minute, (text = zoned.long.format(minute * 60000).replace('\u202f', ' ')));
  return text;
}
export const short = seconds => clock(seconds).replace(/ [AP]M$/, '');
export const hour = seconds => zoned.hour.format(seconds * 1000).replace('\u202f', ' ');
export const between = (from, to) => `${clock(from)} to ${clock(to)}`;

/** "1 h 20 min" of seconds. */
export function span(seconds) {
  const minutes = Math.round(Math.abs(seconds) / 60);
  if (minutes < 60) return `${minutes} min`;
  return minutes % 60 ? `${Math.floor(minutes / 60)} h ${minutes % 60} min` : `${minutes / 60} h`;
}
export const hours = seconds => `${Math.floor(seconds / 3600)}:${String(Math.round((seconds % 3600) / 60) % 60).padStart(2, '0')} h`;
export const count = (n, noun) => `${n.toLocaleString('en-US')} ${noun}${n === 1 ? '' : 's'}`;
export const money = cents => `$${(Math.abs(cents) / 100).toFixed(2)}`;
export const signed = (n, text) => `${n < 0 ? '−' : '+'}${text}`;
export const pounds = grams => Math.round(grams / 453.59237);
export const miles = metres => `${(metres / 1609.344).toFixed(metres < 16093 ? 1 : 0)} mi`;

/** Runs at most once a frame, with the latest arguments. */
export function perFrame(work) {
  let asked = null;
  return (...args) => {
    const first = asked === null;
    asked = args;
    if (first) requestAnimationFrame(() => {
      const now = asked;
      asked = null;
      work(...now);
    });
  };
}
