/** Internal words that must not reach callers: of the database, of libraries, and of source code positions. */
const insides = [
  'constraint',
  'select',
  'insert',
  'update',
  'delete',
  'relation',
  'column',
  'duplicate key',
  'syntax error',
  'sqlstate',
  'postgres',
  'postgresql',
  'prisma',
  'zod',
  'graphile',
  'stack',
  'undefined',
  'econnrefused',
  'node_modules',
];

/** Returns the internal words in a response. Empty if there are none. */
export function insidesIn(text: string): string[] {
  const words = insides.filter((word) => new RegExp(`\\b${word}\\b`, 'i').test(text));
  const places = text.match(/\bat [\w.<>]+ \(|:\d+:\d+\)|\b\w+\.[cm]?[jt]s\b|file:\/\/|\/src\/|127\.0\.0\.1/g) ?? [];
  return [...words, ...places];
}
