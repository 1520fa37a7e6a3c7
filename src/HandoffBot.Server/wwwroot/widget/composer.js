import { h, icon, icons } from './dom.js';

const limit = 4_000;
const tellFrom = 3_600;

/** Enter sends, Shift+Enter starts a line; nothing typed or pasted is cut off. */
export function composer(wording, send) {
  const label = wording.say('compose');
  const count = h('span', { class: 'count', id: 'count', role: 'status' });
  const field = h('textarea', {
    rows: 1, 'aria-label': label, placeholder: label, 'aria-describedby': 'count', oninput: onInput, onkeydown: onKey,
  });
  const button = h('button', { type: 'submit', class: 'send', 'aria-label': wording.say('send') }, icon(icons.send));
  const element = h('form', { class: 'composer', onsubmit: onSubmit }, h('div', { class: 'field' }, field, button), count);
  const focus = () => field.focus({ preventScroll: true });

  // Enter that confirms a word in an input method must not send.
  function onKey(event) {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) onSubmit(event);
  }

  function onSubmit(event) {
    event.preventDefault();
    const text = field.value.trim();
    if (!text || text.length > limit) return;
    field.value = '';
    onInput();
    send(text);
    focus();
  }

  function onInput() {
    const { length } = field.value.trim();
    const over = length - limit;
    button.setAttribute('aria-disabled', !length || over > 0);
    field.setAttribute('aria-invalid', over > 0);
    count.classList.toggle('over', over > 0);
    count.textContent = over > 0 ? wording.count('over', over) : length >= tellFrom ? wording.count('left', -over) : '';
    field.style.height = 'auto';
    field.style.height = `${field.scrollHeight}px`;
  }
  onInput();
  return { element, focus };
}
