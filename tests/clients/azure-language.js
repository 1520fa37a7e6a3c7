'use strict';

// Microsoft's two clients of Azure AI Language against the stub that the product is tested with: what they can read, the service could have said.
// The first request is the one the product is held against: same text, same parameters.

const { parseArgs } = require('node:util');
const older = require('@azure/ai-text-analytics');
const newer = require('@azure/ai-language-text');
const { runChecks } = require('./lib/checks');

const { values } = parseArgs({ options: { endpoint: { type: 'string' }, key: { type: 'string' }, text: { type: 'string' } } });
if (!values.endpoint || !values.key || !values.text) {
  console.error('usage: NODE_EXTRA_CA_CERTS=stub.pem node azure-language.js --endpoint https://localhost:1234 --key <key> --text "The driver was rude. The app is great."');
  process.exit(2);
}

const retryOptions = { maxRetries: 0 };

runChecks({ seconds: 60 }, async (checks) => {
  checks.part('@azure/ai-language-text, 2023-04-01');
  await readByAnalyzeText(checks);
  checks.part('@azure/ai-text-analytics, v3.1');
  await readByTextAnalytics(checks);
});

async function readByAnalyzeText(checks) {
  const client = new newer.TextAnalysisClient(values.endpoint, new newer.AzureKeyCredential(values.key), { retryOptions });
  const asked = { includeOpinionMining: true, disableServiceLogs: true, stringIndexType: 'Utf16CodeUnit' };

  const [sentiment] = await client.analyze('SentimentAnalysis', [{ id: '1', text: values.text, language: 'en' }], asked);
  checkSentiment(checks, sentiment);

  const batch = await client.analyze('SentimentAnalysis', ten(), asked);
  checkBatch(checks, batch);
  checks.that('more than ten documents are refused', await refusal(() => client.analyze('SentimentAnalysis', [...ten(), { id: 'eleventh', text: 'x' }], asked)) === 400);

  const [personal] = await client.analyze('PiiEntityRecognition', [{ id: '1', text: 'Call 020 7946 0123.', language: 'en' }], { disableServiceLogs: true, stringIndexType: 'Utf16CodeUnit' });
  checkPersonalData(checks, personal);

  const stranger = new newer.TextAnalysisClient(values.endpoint, new newer.AzureKeyCredential('wrong'), { retryOptions });
  checks.that('another key is refused', await refusal(() => stranger.analyze('SentimentAnalysis', ten(), asked)) === 401);
}

async function readByTextAnalytics(checks) {
  const client = new older.TextAnalyticsClient(values.endpoint, new older.AzureKeyCredential(values.key), { retryOptions });
  const asked = { includeOpinionMining: true, disableServiceLogs: true };

  const [sentiment] = await client.analyzeSentiment([{ id: '1', text: values.text, language: 'en' }], asked);
  checkSentiment(checks, sentiment);
  checkBatch(checks, await client.analyzeSentiment(ten(), asked));

  const [personal] = await client.recognizePiiEntities([{ id: '1', text: 'Call 020 7946 0123.', language: 'en' }]);
  checkPersonalData(checks, personal);

  const stranger = new older.TextAnalyticsClient(values.endpoint, new older.AzureKeyCredential('wrong'), { retryOptions });
  checks.that('another key is refused', await refusal(() => stranger.analyzeSentiment(ten(), asked)) === 401);
}

function checkSentiment(checks, read) {
  checks.must('the document is read', !read.error, read.error);
  checks.that('its tone is one of the four', ['positive', 'neutral', 'negative', 'mixed'].includes(read.sentiment), read.sentiment);
  checks.that('its scores add up to one', isWhole(read.confidenceScores), read.confidenceScores);
  checks.must('it has sentences', read.sentences.length > 0);
  for (const sentence of read.sentences) {
    checks.that('a sentence stands where it says', at(sentence) === sentence.text, sentence);
    checks.that('a sentence has scores', isWhole(sentence.confidenceScores), sentence.confidenceScores);
  }

  const opinions = read.sentences.flatMap((sentence) => sentence.opinions);
  checks.must('opinions are found', opinions.length > 0, read.sentences);
  for (const { target, assessments } of opinions) {
    checks.that('a target stands where it says', at(target) === target.text, target);
    checks.that('it has an assessment that stands where it says', assessments.length > 0 && assessments.every((one) => at(one) === one.text && one.isNegated === false), assessments);
  }
}

function checkBatch(checks, results) {
  checks.that('every document has a result, in order', results.map(({ id }) => id).join() === ten().map(({ id }) => id).join(), results.map(({ id }) => id));
  const faults = results.filter(({ error }) => error);
  checks.that('only those that cannot be read have an error', faults.map(({ id }) => id).join() === 'blank,long', faults);
  checks.that('which says why', faults.every(({ error }) => error.code === 'InvalidDocument'), faults);
}

function checkPersonalData(checks, read) {
  checks.must('the document is read', !read.error, read.error);
  checks.that('the number is found', read.entities.length === 1 && read.entities[0].text === '020 7946 0123' && read.entities[0].category === 'PhoneNumber', read.entities);
  checks.that('where it says', read.entities[0].offset === 5 && read.entities[0].length === 13, read.entities);
  checks.that('and blotted out', read.redactedText === 'Call *************.', read.redactedText);
}

/** Ten documents, the most that one request takes; two of them cannot be read. */
function ten() {
  const texts = Array.from({ length: 8 }, (_, index) => ({ id: `d${index}`, text: `Line ${index} is slow.`, language: 'en' }));
  return [texts[0], { id: 'blank', text: ' ', language: 'en' }, ...texts.slice(1), { id: 'long', text: 'a'.repeat(5121), language: 'en' }];
}

function at({ offset, length }) {
  return values.text.slice(offset, offset + length);
}

function isWhole({ positive, neutral, negative }) {
  return Math.abs(positive + neutral + negative - 1) < 0.02;
}

async function refusal(call) {
  try {
    await call();
    return null;
  } catch (error) {
    return error.statusCode;
  }
}
