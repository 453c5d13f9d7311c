// Preloaded into the hub: counts the statements that it sends, and tells when it is asked over the channel.
import pg from 'pg';

const counts = new Map();
const { query } = pg.Client.prototype;

pg.Client.prototype.query = function counted(config, ...rest) {
  for (const part of config?.parts ?? [config]) {
    const text = typeof part === 'string' ? part : part?.text;
    if (typeof text === 'string') counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return query.call(this, config, ...rest);
};

process.on('message', () => {
  process.send({ counts: [...counts] });
  counts.clear();
});
process.channel?.unref();
