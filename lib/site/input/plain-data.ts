import type { FaultCollector, Problem } from './fault-collector';
import { holdsCardNumber, holdsSecret, namesSecret } from './secrets';
import { show, type FieldPath } from './show';

/** Stands for a value that was refused; no schema accepts it. */
export const REFUSED: unique symbol = Symbol('refused');

/** Limits far above every real site, so that a broken or hostile input ends in a fault at once. */
const LIMITS = {
  depth: 12,
  values: 50_000,
  listEntries: 10_000,
  objectFields: 200,
  textCharacters: 4096,
  allCharacters: 2 ** 20,
};

/** Keys that reach into the prototype of an object. */
const FORBIDDEN_KEYS = ['__proto__', 'constructor', 'prototype'];

/**
 * Characters that do not show or change how others show: controls, formats (bidi, zero width, BOM), halves of
 * surrogate pairs, line and paragraph separators.
 */
const UNSAFE_CHARACTER = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

/**
 * Copies a configuration, which may be anything a JavaScript caller passes, into plain objects, lists and values.
 *
 * Every property is read once. What is no plain data, and what must not be in a configuration at all (credentials, card
 * numbers, invisible characters), becomes `REFUSED` with a fault. Fields that are `undefined` are left out.
 */
export function copyPlainData(input: unknown, faults: FaultCollector): unknown {
  return new PlainCopy(faults).copy(input, [], []);
}

class PlainCopy {
  private readonly collector: FaultCollector;
  private remaining = LIMITS.values;
  private remainingCharacters = LIMITS.allCharacters;

  constructor(collector: FaultCollector) {
    this.collector = collector;
  }

  copy(value: unknown, path: FieldPath, ancestors: readonly object[]): unknown {
    this.remaining -= 1;
    if (this.remaining < 0) {
      return this.remaining === -1 ? this.refuse(path, tooLarge(`${LIMITS.values} values`)) : REFUSED;
    }
    switch (typeof value) {
      case 'string':
        return this.copyText(value, path);
      case 'number':
        return isCardNumber(value) ? this.refuse(path, CARD_NUMBER) : value;
      case 'boolean':
      case 'undefined':
        return value;
      case 'bigint':
      case 'function':
      case 'symbol':
        return this.refuse(path, notPlain(show(value)));
      case 'object':
        return value === null ? null : this.copyObject(value, path, ancestors);
      default:
        return this.refuse(path, notPlain('something unknown'));
    }
  }

  private copyText(text: string, path: FieldPath): unknown {
    if (text.length > LIMITS.textCharacters) {
      return this.refuse(path, tooLarge(`${LIMITS.textCharacters} characters`));
    }
    this.remainingCharacters -= text.length;
    if (this.remainingCharacters < 0) {
      return this.refuse(path, tooLarge(`${LIMITS.allCharacters} characters in all its texts`));
    }
    if (holdsSecret(text)) {
      return this.refuse(path, SECRET);
    }
    if (holdsCardNumber(text)) {
      return this.refuse(path, CARD_NUMBER);
    }
    return UNSAFE_CHARACTER.test(text) ? this.refuse(path, unsafeText(text)) : text;
  }

  private copyObject(value: object, path: FieldPath, ancestors: readonly object[]): unknown {
    if (ancestors.includes(value)) {
      return this.refuse(path, CYCLE);
    }
    if (ancestors.length >= LIMITS.depth) {
      return this.refuse(path, tooLarge(`${LIMITS.depth} levels`));
    }
    // Reading may run code of the caller: a getter, a proxy. Whatever it throws is a fault of the input.
    try {
      const inner = [...ancestors, value];
      return Array.isArray(value) ? this.copyList(value, path, inner) : this.copyFields(value, path, inner);
    } catch {
      return this.refuse(path, UNREADABLE);
    }
  }

  private copyList(list: readonly unknown[], path: FieldPath, ancestors: readonly object[]): unknown {
    if (list.length > LIMITS.listEntries) {
      return this.refuse(path, tooLarge(`${LIMITS.listEntries} entries`));
    }
    return Array.from({ length: list.length }, (_, index) => this.copy(list[index], [...path, index], ancestors));
  }

  private copyFields(object: object, path: FieldPath, ancestors: readonly object[]): unknown {
    if (!isPlainObject(object)) {
      return this.refuse(path, notPlain('an instance of a class'));
    }
    const keys = Reflect.ownKeys(object);
    if (keys.length > LIMITS.objectFields) {
      return this.refuse(path, tooLarge(`${LIMITS.objectFields} fields`));
    }
    const copy: Record<string, unknown> = {};
    for (const key of keys) {
      this.copyField(object, key, copy, path, ancestors);
    }
    return copy;
  }

  private copyField(
    object: object,
    key: string | symbol,
    copy: Record<string, unknown>,
    path: FieldPath,
    ancestors: readonly object[],
  ): void {
    const problem = keyProblem(key);
    if (problem !== undefined || typeof key === 'symbol') {
      this.collector.report(path, problem ?? notPlain('a symbol as name of a field'));
      return;
    }
    const value: unknown = Reflect.get(object, key);
    const fieldPath = [...path, key];
    if (namesSecret(key) && value !== undefined) {
      copy[key] = this.refuse(fieldPath, SECRET);
      return;
    }
    const copied = this.copy(value, fieldPath, ancestors);
    if (copied !== undefined) {
      copy[key] = copied;
    }
  }

  private refuse(path: FieldPath, problem: Problem): typeof REFUSED {
    this.collector.refuse(path, problem);
    return REFUSED;
  }
}

/** Objects written as `{}`, of this or another realm, or without a prototype. */
function isPlainObject(object: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(object);
  return prototype === null || (typeof prototype === 'object' && Object.getPrototypeOf(prototype) === null);
}

/** A fraction has no digits of its own: they come from the way it is stored. */
function isCardNumber(value: number): boolean {
  return Number.isInteger(value) && holdsCardNumber(String(value));
}

function keyProblem(key: string | symbol): Problem | undefined {
  if (typeof key === 'symbol') {
    return notPlain('a symbol as name of a field');
  }
  if (FORBIDDEN_KEYS.includes(key)) {
    return {
      must: 'must not have a field with the name of an object property of JavaScript',
      got: `'${key}'`,
      hint: 'remove the field',
      code: 'FieldForbidden',
    };
  }
  if (holdsSecret(key) || holdsCardNumber(key)) {
    return { ...SECRET, must: 'must not have a field whose name looks like a credential or a card number' };
  }
  return UNSAFE_CHARACTER.test(key) || key.length > 100 ? { ...unsafeText(key), hint: 'remove the field' } : undefined;
}

const SECRET: Problem = {
  must: 'must not hold a credential (its value is not shown)',
  hint: 'remove it, have it rotated if it is real, and let the service read it from Secrets Manager',
  code: 'SecretInConfig',
};

const CARD_NUMBER: Problem = {
  must: 'must not hold what looks like a card number (its value is not shown)',
  hint: 'remove it; card numbers are kept nowhere, only tokens of the settlement service are',
  code: 'CardNumberInConfig',
};

const CYCLE: Problem = {
  must: 'must not contain itself',
  got: 'a cycle',
  hint: 'write the value out instead of referring back',
  code: 'NotPlainData',
};

const UNREADABLE: Problem = {
  must: 'must be readable',
  got: 'an object that throws when it is read',
  hint: 'use a plain object or list',
  code: 'NotPlainData',
};

function notPlain(got: string): Problem {
  return {
    must: 'must be plain data',
    got,
    hint: 'use text, numbers, booleans, lists and plain objects',
    code: 'NotPlainData',
  };
}

function tooLarge(limit: string): Problem {
  return { must: `must have at most ${limit}`, hint: 'shorten it', code: 'InputTooLarge' };
}

function unsafeText(text: string): Problem {
  return {
    must: 'must have printable characters only',
    got: show(text),
    hint: 'type the text again without invisible characters',
    code: 'TextUnsafe',
  };
}
