// The help centre around the chat: speaks the visitor's language, and passes a chosen question to the chat.
import { fetchWording } from './widget/wording.js';

const chat = document.querySelector('handoff-chat');

for (const question of document.querySelectorAll('.questions button')) {
  question.addEventListener('click', () => {
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    chat.scrollIntoView({ block: 'nearest', behavior: calm ? 'auto' : 'smooth' });
    chat.ask(question.textContent);
  });
}

// Without an answer the page stays in the language it was written in.
fetchWording(location.origin, navigator.language, 'demo').then(wording => {
  document.documentElement.lang = wording.language;
  for (const element of document.querySelectorAll('[data-wording]')) {
    element.textContent = wording.say(`demo.${element.dataset.wording}`);
  }
  for (const element of document.querySelectorAll('[data-wording-label]')) {
    element.setAttribute('aria-label', wording.say(`demo.${element.dataset.wordingLabel}`));
  }
}, console.warn);
