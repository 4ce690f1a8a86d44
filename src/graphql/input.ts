import type { z } from 'zod';
import { parseInput } from '../shared/input.ts';
import { namedOrganisation } from './owner.ts';

interface Arguments {
  readonly organisation?: { readonly id: string } | null | undefined;
}

/**
 * A use case's input from the arguments of a field.
 *
 * @throws {InvalidInputError} naming every member that is wrong
 */
export function fromArguments<Schema extends z.ZodType>(schema: Schema, input: Arguments): z.output<Schema> {
  return parseInput(schema, { ...input, organisation: namedOrganisation(input.organisation) });
}
