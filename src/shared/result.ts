/** The result of a rule: a value, or an error. Rules return errors; use cases throw them. */
export type Result<Value, Failure> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: Failure };

export function allowed<Value>(value: Value): { readonly ok: true; readonly value: Value } {
  return { ok: true, value };
}

export function refused<Failure>(error: Failure): { readonly ok: false; readonly error: Failure } {
  return { ok: false, error };
}

/** Returns the value of a result. Throws its error, which rolls back the surrounding transaction. */
export function orThrow<Value, Failure extends Error>(result: Result<Value, Failure>): Value {
  if (!result.ok) throw result.error;
  return result.value;
}
