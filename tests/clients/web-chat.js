'use strict';

// Microsoft's Web Chat, in Chromium and on another origin, against the Direct Line endpoint: once over WebSocket, once by polling.

const { Agent } = require('./lib/agent');
const { eventually, runChecks } = require('./lib/checks');
const { askForToken } = require('./lib/token');
const { readSettings } = require('./lib/settings');
const { WebChatPage } = require('./lib/web-chat-page');
const { readWording } = require('./lib/wording');

const settings = readSettings();
const wording = readWording(settings.dialogs);
const agent = new Agent(settings);

runChecks({ seconds: 240 }, async (checks, cleanUp) => {
  await agent.available();
  for (const webSocket of [true, false]) {
    checks.part(webSocket ? 'WebSocket' : 'polling');
    await journey(checks, cleanUp, webSocket);
  }
});

async function journey(checks, cleanUp, webSocket) {
  const { token, conversationId } = await askForToken(settings.server);
  const chat = await WebChatPage.open({ server: settings.server, token, webSocket }, cleanUp);

  checks.must('the bot greets', await chat.hear((message) => message.speaker === 'bot'), chat.complaints);
  await askTheBot(checks, chat);
  const handoff = await askForAPerson(checks, chat, conversationId);
  await talk(checks, chat, handoff);
  await finish(checks, chat, handoff);
  await checkThePage(checks, chat);
  checks.that(webSocket ? 'it used a WebSocket' : 'it used no WebSocket', (chat.sockets.length > 0) === webSocket, chat.sockets);
}

async function askTheBot(checks, chat) {
  const before = (await chat.messages()).length;
  await chat.type('How do I pay my bill?');
  const answer = checks.must('a routine question is answered', await chat.hear(() => true, before), chat.complaints);
  checks.that('by the bot, without a handoff', answer.speaker === 'bot' && !answer.handoff, answer);
}

/** @returns the held handoff, with its lease token */
async function askForAPerson(checks, chat, conversationId) {
  await chat.type('can I just talk to someone please');
  const notice = checks.must('asking for a person brings a notice', await chat.hear((message) => message.handoff), await chat.messages());
  checks.that('the notice is on screen', await chat.shows(wording('handoff.passed_on')), notice);
  const waiting = checks.must('the agent finds it among the waiting', await agent.waitingHandoff(conversationId));
  return agent.claim(waiting.id);
}

async function talk(checks, chat, handoff) {
  const words = 'Hello, I have read everything. <b>1 & 2</b>';
  await agent.write(handoff, words);
  const heard = checks.must('the agent\'s words arrive', await chat.hear((message) => message.text === words), await chat.messages());
  checks.that('they are shown as text, not as markup', await chat.shows(words));
  checks.that('marked as an agent\'s, with a name', heard.speaker === 'agent' && heard.name && heard.name !== wording('bot.name'), heard);

  await chat.type('thanks, it is about May');
  await checks.eventually('the agent reads the customer\'s reply', async () =>
    (await agent.turns(handoff.id)).some((turn) => turn.speaker === 'customer' && turn.text === 'thanks, it is about May'));
}

async function finish(checks, chat, handoff) {
  await agent.resolve(handoff, 'explained the bill');
  checks.must('after resolving, the customer is asked whether it is solved',
    await chat.hear((message) => message.text.includes(wording('solved.ask'))), await chat.messages());
  const yes = wording('solved.yes');
  await checks.soon('with suggested actions', async () => (await chat.suggestedActions()).some((title) => title.includes(yes)));
  await chat.clickSuggestedAction(yes);
  checks.that('a click on yes is answered with thanks', await chat.shows(wording('solved.thanks')), await chat.messages());
}

async function checkThePage(checks, chat) {
  const own = async () => (await chat.messages()).filter((message) => message.own);
  const settled = await eventually(async () => (await own()).every((message) => message.sendStatus === 'sent'));
  checks.that('every own message is marked as sent', settled, await own());
  checks.that('every own message is there once', (await own()).length === 4, await own());
  const notes = await chat.notes();
  checks.that('no bubble says "Send failed" or "Sending"', notes.length > 0 && !notes.some((note) => /send failed|sending/i.test(note)), notes);
  checks.that('the browser has nothing to complain about', chat.complaints.length === 0, chat.complaints);
}
