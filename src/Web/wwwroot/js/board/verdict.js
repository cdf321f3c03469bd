// What a move would do, asked of the server while the hand still holds the visit. One question is under way at a time; a
// target left behind is never asked for, and an answer that comes late is thrown away.
import { h, icon, clock, span, count, money, miles, signed } from './dom.js';

export function makeVerdict(root, store, act) {
  const card = h('div', { class: 'bd-verdict', hidden: true });
  const spoken = h('div', { class: 'visually-hidden', role: 'status', 'aria-live': 'polite' });
  root.append(card, spoken);
  const known = new Map();
  let target = null, busy = false, timer = 0, answer = null, confirm = null;

  const keyOf = t => `${store.sheet.versionNo}|${t.ids.join()}|${t.lane}|${t.place}`;

  async function next() {
    if (busy || !target) return;
    const asked = target;
    const key = keyOf(asked);
    let found = known.get(key);
    if (!found) {
      busy = true;
      const began = performance.now();
      try {
        found = await act.judge(asked.ids, asked.lane, asked.place);
        found.took = performance.now() - began;
        known.set(key, found);
        if (known.size > 400) known.delete(known.keys().next().value);
      } catch {
        found = { problems: [{ sentence: 'The host did not answer.', toDo: 'Drop it all the same: it is checked again.' }] };
      }
      busy = false;
    }
    if (target && keyOf(target) === key) {
      answer = found;
      draw(asked, found);
      asked.told?.(found);
    } else {
      next();
    }
  }

  function draw(asked, v) {
    const lines = [];
    const where = asked.lane ? store.lane(asked.lane)?.van : 'Off the plan';
    let tone = 'good', title = asked.lane ? 'Fits' : 'Comes off the plan';
    if (!v) {
      tone = 'wait';
      title = where ?? '';
      lines.push(h('p', { class: 'bd-pending' }, 'Checking'));
    } else if (v.problems?.length) {
      tone = 'bad';
      title = 'Cannot be done';
      for (const p of v.problems) lines.push(h('p', {}, p.sentence, p.toDo && h('span', {}, ` ${p.toDo}`)));
    } else {
      if (!v.fits) [tone, title] = v.firm ? ['bad', 'Cannot be done'] : ['warn', 'Breaks something'];
      if (v.starts) lines.push(h('p', { class: 'bd-v-when' }, h('b', {}, clock(v.starts)), ` on ${v.van ?? where}`));
      const facts = [];
      if (v.detour != null) facts.push(`${signed(v.detour, span(v.detour))} drive`);
      facts.push(signed(v.metres, miles(Math.abs(v.metres))), signed(v.cost, money(v.cost)));
      lines.push(h('p', { class: 'bd-v-facts' }, facts.join(' · ')));
      for (const sentence of (v.broken ?? []).slice(0, 4)) lines.push(h('p', { class: 'bd-v-broken' }, icon('warn', 13), h('span', {}, sentence)));
      if (v.broken?.length > 4) lines.push(h('p', {}, `and ${v.broken.length - 4} more`));
      if (v.shifts?.length) {
        lines.push(h('p', { class: 'bd-v-sub' }, `${count(v.shifts.length, 'other')} ${v.shifts.length === 1 ? 'shifts' : 'shift'}`));
        lines.push(h('ul', {}, ...v.shifts.slice(0, 4).map(s => h('li', { class: s.breaks ? 'is-bad' : null }, h('span', {}, s.patient), h('b', {}, `${signed(s.minutes, `${Math.abs(s.minutes)} min`)}`)))));
        if (v.shifts.length > 4) lines.push(h('p', { class: 'bd-v-sub' }, `and ${v.shifts.length - 4} more`));
      } else if (asked.lane && v.others === 0) {
        lines.push(h('p', { class: 'bd-v-sub' }, 'Nobody else shifts.'));
      }
    }
    if (confirm) {
      lines.push(h('div', { class: 'bd-v-ask' },
        h('button', { type: 'button', class: 'btn btn-small btn-primary', onclick: () => settle(true) }, 'Move all the same'),
        h('button', { type: 'button', class: 'btn btn-small btn-quiet', onclick: () => settle(false) }, 'Leave it')));
    }
    card.className = `bd-verdict is-${tone}`;
    card.replaceChildren(h('header', {}, h('b', {}, title), h('span', {}, asked.ids.length > 1 ? count(asked.ids.length, 'visit') : store.name(asked.ids[0]))), ...lines);
    card.hidden = false;
    put(asked.x, asked.y);
    if (v && asked.speak) spoken.textContent = `${where}${asked.place ? `, place ${asked.place}` : ''}. ${words(v)}`;
  }

  function words(v) {
    if (v.problems?.length) return `Cannot be done: ${v.problems[0].sentence}`;
    const parts = [v.fits ? 'Fits' : v.firm ? 'Cannot be done' : 'Breaks something'];
    if (v.starts) parts.push(`starts ${clock(v.starts)}`);
    if (v.broken?.length) parts.push(v.broken.join(' '));
    if (v.shifts?.length) parts.push(`${count(v.shifts.length, 'other')} shift`);
    return parts.join(', ');
  }

  function put(x, y) {
    if (x == null) return;
    const box = card.getBoundingClientRect();
    const left = x + 22 + box.width > innerWidth ? x - box.width - 14 : x + 22;
    card.style.transform = `translate(${Math.max(8, left)}px, ${Math.max(8, Math.min(y + 18, innerHeight - box.height - 12))}px)`;
  }

  function settle(yes) {
    const { done } = confirm;
    confirm = null;
    hide();
    done(yes);
  }

  function hide() {
    target = answer = null;
    clearTimeout(timer);
    card.hidden = true;
  }

  return {
    /** Shows the verdict of a target beside a point of the screen; asks for it when it is not known yet. */
    show(wanted) {
      if (confirm) return;
      const same = target && keyOf(target) === keyOf(wanted);
      target = wanted;
      if (same) return put(wanted.x, wanted.y);
      const held = known.get(keyOf(wanted));
      answer = held ?? null;
      draw(wanted, held);
      clearTimeout(timer);
      if (held) wanted.told?.(held);
      else timer = setTimeout(next, 30);
    },
    follow: (x, y) => target && !confirm && put((target.x = x), (target.y = y)),
    /** The verdict of the target shown, awaited when it is still under way. */
    async settled() {
      for (let i = 0; i < 100 && target && !answer; i++) await new Promise(r => setTimeout(r, 20));
      return answer;
    },
    ask() {
      return new Promise(done => {
        confirm = { done };
        draw(target, answer);
        card.querySelector('button').focus();
      });
    },
    get asking() { return confirm !== null; },
    settle, hide,
    say: text => (spoken.textContent = text),
    forget: () => known.clear(),
  };
}
