import { mkdir, writeFile } from 'node:fs/promises';

/** Writes files into a directory, which is made where it is missing. */
export async function writeResults(
  directory: URL,
  files: Readonly<Record<string, string | object | undefined>>,
): Promise<void> {
  await mkdir(directory, { recursive: true });
  for (const [name, content] of Object.entries(files)) {
    if (content === undefined) continue;
    await writeFile(new URL(name, directory), typeof content === 'string' ? content : asJson(content));
  }
}

/** Numbers as precise as a measurement is. */
function asJson(value: object): string {
  const rounded = (_: string, member: unknown) => (typeof member === 'number' ? Number(member.toPrecision(5)) : member);
  return `${JSON.stringify(value, rounded, 2)}\n`;
}
