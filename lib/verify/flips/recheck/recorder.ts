import type { Others } from './others';

/** Whether something that was looked at is the same in another network. */
export type IsSame = (others: Others) => boolean;

/** Which parts of a network, and which facts about them, were looked at: by their numbers. */
export type Looked = ReadonlySet<number>;

/** Stands for every part: for facts that rest on what a network may have besides. */
export const ANY_PART = '*';

/** Notes which parts of a network were looked at, and what of them when that is told. */
export class Recorder {
  private current = new Set<number>();
  private readonly numbers = new Map<string, number>();
  private readonly sets = new Map<string, Looked>();
  /** Facts by the parts on which they rest. */
  private readonly facts = new Map<string, Map<number, IsSame>>();

  note(ids: Iterable<string>): void {
    for (const id of ids) {
      this.current.add(this.numberOf(id));
    }
  }

  /** Notes a fact about some parts: as long as it is the same, the parts may differ. */
  noteFact(name: string, parts: readonly string[], find: () => IsSame): void {
    const known = this.numbers.get(name);
    if (known !== undefined) {
      this.current.add(known);
      return;
    }
    const number = this.numberOf(name);
    this.current.add(number);
    const isSame = find();
    for (const id of parts) {
      const ofPart = this.facts.get(id) ?? new Map<number, IsSame>();
      this.facts.set(id, ofPart.set(number, isSame));
    }
  }

  noteAll(looked: Looked): void {
    for (const number of looked) {
      this.current.add(number);
    }
  }

  /** What `make` makes, with what was noted meanwhile; whoever records around it has it too. */
  during<T>(make: () => T): readonly [made: T, looked: Looked] {
    const around = this.current;
    const own = new Set<number>();
    this.current = own;
    try {
      return [make(), this.shared(own)];
    } finally {
      this.current = around;
      this.noteAll(own);
    }
  }

  /** Numbers of parts that differ, and of facts about them that are no longer so. */
  changedBy(parts: ReadonlySet<string>, others: Others): Looked {
    const changed = new Set<number>();
    for (const id of [...parts, ANY_PART]) {
      const number = this.numbers.get(id);
      if (number !== undefined) {
        changed.add(number);
      }
      for (const [fact, isSame] of this.facts.get(id) ?? []) {
        if (!changed.has(fact) && !isSame(others)) {
          changed.add(fact);
        }
      }
    }
    return changed;
  }

  private numberOf(name: string): number {
    const found = this.numbers.get(name) ?? this.numbers.size;
    this.numbers.set(name, found);
    return found;
  }

  /** Of equal sets one: of pairs there are very many, and most look at what others look at. */
  private shared(looked: Looked): Looked {
    const key = [...looked].sort((a, b) => a - b).join();
    const found = this.sets.get(key) ?? looked;
    this.sets.set(key, found);
    return found;
  }
}
