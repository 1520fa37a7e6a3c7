// A text per line on standard input, as JSON; its compound score (-1 to 1) per line on standard output.
import { createInterface } from 'node:readline';
import vader from 'vader-sentiment';

const scores = [];
for await (const line of createInterface({ input: process.stdin })) {
  scores.push(vader.SentimentIntensityAnalyzer.polarity_scores(JSON.parse(line)).compound);
}

process.stdout.write(scores.join('\n'));
