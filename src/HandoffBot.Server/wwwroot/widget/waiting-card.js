import { h } from './dom.js';

/** Where the customer stands in line and for how long, as far as is known; updated in place. */
export function waitingCard(wording, leave) {
  const place = h('strong');
  const wait = h('span', { class: 'wait' });
  const element = h('div', { class: 'waiting', hidden: true },
    h('p', { role: 'status' }, place, ' ', wait),
    h('p', { class: 'hint', text: wording.say('line.hint') }),
    h('button', { type: 'button', class: 'quiet', text: wording.say('leave'), onclick: leave }));

  function show(handoff) {
    const { state } = handoff ?? {};
    element.hidden = state !== 'waiting' && state !== 'offered';
    if (element.hidden) return;
    setText(place, placeOf(handoff, wording));
    setText(wait, state === 'waiting' ? waitOf(handoff, wording) : '');
  }
  return { element, show };
}

function placeOf({ state, position, opensAt }, wording) {
  if (state === 'offered') return wording.say('line.offered');
  if (opensAt) return wording.say('line.closed', { when: wording.when(new Date(opensAt)) });
  if (!(position > 0)) return wording.say('line.somewhere');
  return position === 1 ? wording.say('line.next') : wording.say('line.position', { position: wording.ordinal(position) });
}

function waitOf({ waitSeconds: seconds, opensAt, reference }, wording) {
  if (opensAt) return wording.say('line.reference', { reference });
  if (!seconds) return wording.say('wait.unknown');
  const low = Math.max(1, Math.floor(seconds.low / 60));
  const high = Math.ceil(seconds.high / 60);
  const { number } = wording;
  const range = high <= 1 ? wording.say('wait.minute')
    : low === high ? wording.say('wait.about', { n: number.format(high) })
      : wording.say('wait.range', { low: number.format(low), high: number.format(high) });
  return seconds.count > 0 ? range + wording.count('wait.basis', seconds.count) : range;
}

// Unchanged text set again would be read out again.
function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
