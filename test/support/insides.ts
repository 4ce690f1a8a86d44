/** What only somebody inside needs to know: words of the database, of libraries, and of places in the code. */
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

/** The words in an answer that tell a caller about our insides; empty as it should be. */
export function insidesIn(text: string): string[] {
  const words = insides.filter((word) => new RegExp(`\\b${word}\\b`, 'i').test(text));
  const places = text.match(/\bat [\w.<>]+ \(|:\d+:\d+\)|\b\w+\.[cm]?[jt]s\b|file:\/\/|\/src\/|127\.0\.0\.1/g) ?? [];
  return [...words, ...places];
}
