import { writeFile } from 'node:fs/promises';
import { printedSchema } from '../src/graphql/schema/schema.ts';

await writeFile(new URL('../schema.graphql', import.meta.url), printedSchema());
