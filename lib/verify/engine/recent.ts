/** Results in two generations: when the younger one is full, the older one, of which nothing was asked again, is let go. */
export class Recent<T, K = string> {
  private readonly most: number;
  private young = new Map<K, T>();
  private old = new Map<K, T>();

  /** `most` results are surely remembered; never more than twice as many are. */
  constructor(most = MOST) {
    this.most = most;
  }

  /** The result of a name, made when it is not, or no longer, remembered. */
  of(name: K, make: () => T): T {
    const known = this.young.get(name);
    if (known !== undefined) {
      return known;
    }
    const found = this.old.get(name) ?? make();
    if (this.young.size >= this.most) {
      this.old = this.young;
      this.young = new Map();
    }
    this.young.set(name, found);
    return found;
  }
}

/** More than a network of 10,000 interfaces has; for larger ones memory is dearer than finding again. */
const MOST = 20_000;
