// What is known of a stop, while the pointer rests on it or the keys have it: window, times, load and cylinders after it.
import { h, clock, between, span, pounds, miles } from './dom.js';
import { isLate } from './lane.js';

export function makeCard(root, store, moving) {
  const card = h('div', { class: 'bd-card', hidden: true, 'aria-hidden': 'true' });
  root.append(card);
  let timer = 0, of = null;

  function show(button) {
    const found = store.find(button.dataset.visit);
    if (!found?.lane || moving.hand) return;
    const { visit: s, lane } = found;
    const eta = store.etas.get(s.id);
    const late = isLate(s, store);
    const fact = (name, value, tone) => h('div', {}, h('dt', {}, name), h('dd', { class: tone && `is-${tone}` }, value));
    const meter = (name, value, limit) => h('div', { class: 'bd-card-meter' }, h('span', {}, name), h('span', { class: 'bd-meter', style: `--v:${Math.min(1, value / (limit || 1))}` }, h('i', {})), h('b', {}, `${pounds(value)} / ${pounds(limit)} lb`));
    card.style.setProperty('--route', lane.color);
    card.replaceChildren(
      h('header', {}, h('span', { class: 'bd-no' }, String(s.no)), h('b', {}, s.patient), h('span', { class: 'mono' }, s.number)),
      h('p', {}, s.address),
      h('dl', {},
        fact(s.booked ? 'Promised' : 'Window', between(...s.window), late ? 'bad' : null),
        fact('Arrives', `${clock(s.arrives)}, ${span(s.drive)} drive, ${miles(s.leg)}`),
        fact('Work', `${clock(s.starts)} to ${clock(s.leaves)}`),
        s.starts - s.arrives >= 60 ? fact('Waits', span(s.starts - s.arrives)) : null,
        eta ? fact('Expected', `${clock(eta.at)}${eta.early ? ` (${clock(eta.early)} to ${clock(eta.latest)})` : ''}`, eta.late > 0 ? 'bad' : null) : null,
        s.missing?.length ? fact('Papers', s.missing.join(', '), 'warn') : null),
      meter('Load after', s.load, lane.payload),
      lane.hazmat > 0 ? meter('Cylinders', s.hazmat, lane.hazmatLimit) : '');
    card.hidden = false;
    of = s.id;
    const at = button.getBoundingClientRect(), box = card.getBoundingClientRect();
    const top = at.top - box.height - 8 < 60 ? at.bottom + 8 : at.top - box.height - 8;
    card.style.transform = `translate(${Math.max(8, Math.min(at.left, innerWidth - box.width - 12))}px, ${Math.min(top, innerHeight - box.height - 8)}px)`;
    windows(s.id);
  }
  function windows(id) {
    root.querySelector('.bd-window.is-shown')?.classList.remove('is-shown');
    if (id) root.querySelector(`.bd-window[data-of="${CSS.escape(id)}"]`)?.classList.add('is-shown');
  }
  function hide() {
    clearTimeout(timer);
    if (card.hidden) return;
    card.hidden = true;
    of = null;
    windows(null);
  }

  root.addEventListener('pointerover', event => {
    const button = event.target.closest('.bd-stop');
    const lane = event.target.closest('.bd-lane');
    store.tell('light', lane?.dataset.lane ?? null);
    if (!button) return hide();
    if (button.dataset.visit === of) return;
    clearTimeout(timer);
    timer = setTimeout(() => button.isConnected && show(button), card.hidden ? 220 : 40);
  });
  root.addEventListener('pointerleave', () => {
    hide();
    store.tell('light', null);
  });
  root.addEventListener('focusin', event => {
    const button = event.target.closest('.bd-stop');
    if (button?.matches(':focus-visible')) show(button);
    else hide();
  });
  root.addEventListener('focusout', hide);
  root.addEventListener('pointerdown', hide);
  root.addEventListener('keydown', event => event.key === 'Escape' && hide());
  store.on('sheet', hide);
  return { hide };
}
