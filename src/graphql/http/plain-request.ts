import { isObject } from '../../http/content.ts';
import type { PlainRequest } from '../execution/context.ts';

const members = new Set(['query', 'variables', 'operationName']);

/** Returns the request in a body, or undefined if Yoga has to parse the body. */
export function plainRequestIn(body: string): PlainRequest | undefined {
  const params = objectIn(body);
  if (params === undefined || !Object.keys(params).every((name) => members.has(name))) return undefined;
  const { query, variables, operationName } = params;
  if (typeof query !== 'string') return undefined;
  if (!isMissing(variables) && !isObject(variables)) return undefined;
  if (!isMissing(operationName) && typeof operationName !== 'string') return undefined;
  return { query, variables, operationName };
}

function objectIn(body: string): Record<string, unknown> | undefined {
  try {
    const value = JSON.parse(body);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isMissing(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}
