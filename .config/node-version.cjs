// Loaded before anything else (`node -r`), and therefore in the JavaScript of any Node: the program itself needs one
// that runs TypeScript and knows Temporal.
const [major] = process.versions.node.split('.').map(Number);

if (major < 26) {
  console.error(
    `Tenure needs Node 26 or later and found ${process.versions.node}.\n` +
      'Run `npm ci` (without --omit=optional), which brings one along, or install Node 26.',
  );
  process.exit(2);
}
