// What has no place: most pressing first, why, what to do about it, which papers are missing. Beside it: who may be late.
import { h, icon, clock, span, count } from './dom.js';

const urgencies = ['Stat', 'Urgent', 'SameDay', 'NextDay', 'Routine', 'Scheduled'];

export function makeList(root, store, act, names) {
  const body = h('ul', { class: 'bd-rows', 'aria-label': 'Unplanned visits' });
  const risks = h('ol', { class: 'bd-rows bd-risks', hidden: true, 'aria-label': 'Visits at risk, most harm first' });
  const search = h('input', { type: 'search', class: 'bd-find', placeholder: 'Name, number, reason', 'aria-label': 'Find among the unplanned' });
  const urgency = h('select', { 'aria-label': 'Urgency' }, h('option', { value: '' }, 'Any urgency'));
  const reason = h('select', { 'aria-label': 'Reason' }, h('option', { value: '' }, 'Any reason'));
  const papers = h('input', { type: 'checkbox' });
  const shown = h('span', { class: 'bd-shown', role: 'status' });
  const tabs = ['unplanned', 'risk'].map(key => h('button', { type: 'button', role: 'tab', id: `bd-tab-${key}`, 'aria-controls': `bd-panel-${key}`, onclick: () => store.filter({ tab: key === 'unplanned' ? '' : key }) },
    key === 'unplanned' ? 'Unplanned' : 'At risk', h('b', {})));
  const tools = h('div', { class: 'bd-filters' }, search, h('div', {}, urgency, reason), h('div', { class: 'bd-filter-foot' }, h('label', {}, papers, ' Papers missing'), shown));
  const empty = h('div', { class: 'bd-none', hidden: true });
  const first = h('div', { role: 'tabpanel', id: 'bd-panel-unplanned', 'aria-labelledby': 'bd-tab-unplanned', class: 'bd-panel' }, tools, empty, body);
  const second = h('div', { role: 'tabpanel', id: 'bd-panel-risk', 'aria-labelledby': 'bd-tab-risk', class: 'bd-panel', hidden: true }, risks);
  root.append(h('div', { class: 'bd-tabs', role: 'tablist', 'aria-label': 'List' }, ...tabs), first, second);
  let now = store.sheet.now;

  search.addEventListener('input', () => store.filter({ q: search.value }));
  urgency.addEventListener('change', () => store.filter({ urgency: urgency.value }));
  reason.addEventListener('change', () => store.filter({ why: reason.value }));
  papers.addEventListener('change', () => store.filter({ papers: papers.checked ? '1' : '' }));

  const matches = v => {
    const { q, urgency: u, why, papers: p } = store.filters;
    if (u && v.urgency !== u) return false;
    if (why && v.code !== why) return false;
    if (p && !v.missing?.length) return false;
    return !q || `${v.number} ${v.patient} ${v.address ?? ''} ${v.sentence}`.toLowerCase().includes(q.toLowerCase());
  };

  function options() {
    const codes = [...new Set(store.sheet.unplanned.map(v => v.code))].sort();
    reason.replaceChildren(h('option', { value: '' }, 'Any reason'), ...codes.map(c => h('option', { value: c }, names.reasons?.[c] ?? c.replace(/([a-z])([A-Z])/g, '$1 $2'))));
    const held = new Set(store.sheet.unplanned.map(v => v.urgency));
    urgency.replaceChildren(h('option', { value: '' }, 'Any urgency'), ...urgencies.filter(u => held.has(u)).map(u => h('option', { value: u }, names.urgencies[u] ?? u)));
  }

  function due(v) {
    const left = v.due - now;
    const tone = left < 0 ? 'bad' : left < 2 * 3600 ? 'warn' : 'calm';
    return h('span', { class: `bd-due is-${tone}`, title: `Due ${clock(v.due)}` }, left < 0 ? `${span(left)} over` : left > 36 * 3600 ? `in ${Math.round(left / 86400)} d` : `in ${span(left)}`);
  }

  function row(v) {
    const selected = store.selected.has(v.id);
    const write = store.sheet.mayWrite && store.sheet.latest;
    return h('li', { class: `bd-row${selected ? ' is-selected' : ''}${v.urgency === 'Stat' ? ' is-stat' : ''}`, tabindex: -1, data: { visit: v.id }, 'aria-label': `${v.number} ${v.patient}, ${names.urgencies[v.urgency] ?? v.urgency}${selected ? ', selected' : ''}` },
      h('div', { class: 'bd-row-head' },
        h('span', { class: `bd-urgency is-${v.urgency.toLowerCase()}` }, names.urgencies[v.urgency] ?? v.urgency), due(v),
        h('a', { href: `/visits/${v.id}`, class: 'mono', tabindex: -1, title: 'Open the visit' }, v.number)),
      h('p', { class: 'bd-row-who' }, h('b', {}, v.patient), v.window && h('span', {}, ` ${v.booked ? 'promised ' : ''}${clock(v.window[0])} to ${clock(v.window[1])}`)),
      h('p', { class: 'bd-row-why' }, v.sentence, v.toDo && h('span', {}, ` ${v.toDo}`)),
      v.missing?.length > 0 && h('p', { class: 'bd-row-papers' }, icon('warn', 13), h('span', {}, v.missing.join(', '))),
      write && h('div', { class: 'bd-row-do' },
        v.latitude != null && h('button', { type: 'button', class: 'btn btn-small btn-quiet', tabindex: -1, onclick: () => act.best([v.id]), 'aria-label': `Best place for ${v.number}` }, 'Best place'),
        v.relax && h('button', { type: 'button', class: 'btn btn-small btn-quiet', tabindex: -1, onclick: () => act.relax(v.id), 'aria-label': `See what ${v.relax} does for ${v.number}` }, v.relax)));
  }

  function draw() {
    const rows = store.sheet.unplanned.filter(matches);
    const held = root.contains(document.activeElement) ? document.activeElement.closest('.bd-row')?.dataset.visit : null;
    body.replaceChildren(...rows.map(row));
    tabs[0].lastChild.textContent = store.sheet.unplanned.length;
    shown.textContent = rows.length === store.sheet.unplanned.length ? count(rows.length, 'visit') : `${rows.length} of ${store.sheet.unplanned.length}`;
    tools.hidden = store.sheet.unplanned.length === 0;
    empty.hidden = rows.length > 0;
    const day = store.sheet.lanes.some(l => l.stops.length);
    empty.replaceChildren(...(store.sheet.unplanned.length
      ? [h('p', {}, h('b', {}, 'No visit matches')), h('button', { type: 'button', class: 'link', onclick: () => store.filter({ q: '', urgency: '', why: '', papers: '' }) }, 'Clear the filters')]
      : [h('span', { class: 'bd-none-mark' }, icon('check', 22)), h('p', {}, h('b', {}, day ? 'Every visit has a place' : 'Nothing waits for this day')), h('p', {}, day ? 'Drag a stop here to take it off the plan.' : 'Visits appear when an order is accepted for this date.')]));
    rove();
    if (held) body.querySelector(`[data-visit="${CSS.escape(held)}"]`)?.focus();
  }

  function rove(target) {
    for (const r of root.querySelectorAll('.bd-row[tabindex="0"]')) tab(r, -1);
    const list = second.hidden ? body : risks;
    const next = target ?? list.querySelector(`[data-visit="${CSS.escape(store.focus ?? '')}"]`) ?? list.firstElementChild;
    if (next) tab(next, 0);
  }
  function tab(element, index) {
    element.tabIndex = index;
    for (const inner of element.querySelectorAll('a, button')) inner.tabIndex = index;
  }

  function controls() {
    const f = store.filters;
    if (search.value !== (f.q ?? '')) search.value = f.q ?? '';
    urgency.value = f.urgency ?? '';
    reason.value = f.why ?? '';
    papers.checked = !!f.papers;
    const risk = f.tab === 'risk';
    first.hidden = risk;
    second.hidden = !risk;
    risks.hidden = false;
    tabs.forEach((t, i) => {
      t.setAttribute('aria-selected', (i === 1) === risk);
      t.tabIndex = (i === 1) === risk ? 0 : -1;
    });
  }

  function drawRisk() {
    tabs[1].lastChild.textContent = store.risk.length;
    tabs[1].classList.toggle('has-risk', store.risk.length > 0);
    risks.replaceChildren(...(store.risk.length ? store.risk.map(r => h('li', { class: `bd-row bd-risk${r.life ? ' is-life' : ''}`, tabindex: -1, data: { visit: r.id }, 'aria-label': `${r.number} ${r.patient}, ${r.minutes > 0 ? `${r.minutes} minutes late` : `${Math.round(r.chance * 100)} percent likely late`}` },
      h('div', { class: 'bd-row-head' }, r.life && h('span', { class: 'bd-urgency is-stat' }, 'Life-sustaining'), h('span', { class: `bd-due is-${r.minutes > 0 ? 'bad' : 'warn'}` }, r.minutes > 0 ? `${span(r.minutes * 60)} late` : `${Math.round(r.chance * 100)}% late`), h('a', { href: `/visits/${r.id}`, class: 'mono', tabindex: -1 }, r.number)),
      h('p', { class: 'bd-row-who' }, h('b', {}, r.patient), h('span', {}, ` ${r.van}`)),
      h('p', { class: 'bd-row-why' }, `Promised by ${clock(r.by)}, comes about ${clock(r.eta)}.`)))
      : [h('li', { class: 'bd-none' }, h('span', { class: 'bd-none-mark' }, icon('check', 22)), h('p', {}, h('b', {}, 'Nobody is at risk')), h('p', {}, 'Visits that may come late show here, those that would harm most first.'))]));
    rove();
  }

  root.addEventListener('focusin', event => {
    const held = event.target.closest('.bd-row[data-visit]');
    if (held) rove(held);
  });
  root.querySelector('.bd-tabs').addEventListener('keydown', event => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.preventDefault();
    store.filter({ tab: store.filters.tab === 'risk' ? '' : 'risk' });
    root.querySelector('[role="tab"][aria-selected="true"]').focus();
  });
  store.on('sheet', change => {
    if (!change.unplanned && !change.all) return;
    options();
    controls();
    draw();
  });
  store.on('filter', () => {
    controls();
    draw();
  });
  store.on('select', () => {
    for (const r of body.children) r.classList.toggle('is-selected', store.selected.has(r.dataset.visit));
  });
  store.on('risk', drawRisk);
  options();
  controls();
  draw();
  drawRisk();

  return {
    element: root,
    tick(seconds) {
      const was = now;
      now = seconds;
      if (Math.floor(was / 60) === Math.floor(now / 60)) return;
      for (const r of body.children) {
        const v = store.find(r.dataset.visit)?.visit;
        if (v) r.querySelector('.bd-due')?.replaceWith(due(v));
      }
    },
    ids: () => [...body.children].map(r => r.dataset.visit),
    walk(key, held) {
      const all = [...held.parentElement.children];
      const at = all.indexOf(held);
      if (key === 'ArrowDown') return all[at + 1];
      if (key === 'ArrowUp') return all[at - 1];
      if (key === 'Home') return all[0];
      if (key === 'End') return all.at(-1);
      return key === 'PageDown' ? all[Math.min(all.length - 1, at + 8)] : key === 'PageUp' ? all[Math.max(0, at - 8)] : null;
    },
    focus(id) {
      const found = body.querySelector(`[data-visit="${CSS.escape(id)}"]`);
      found?.focus();
      found?.scrollIntoView({ block: 'nearest' });
      return !!found;
    },
  };
}
