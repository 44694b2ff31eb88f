/** Values by topic and by two names, without making one long key of them. */
export class Memory<T> {
  private readonly values = new Map<string, Map<string, Map<string, T>>>();

  get(topic: string, first: string, second: string): T | undefined {
    return this.values.get(topic)?.get(first)?.get(second);
  }

  set(topic: string, first: string, second: string, value: T): void {
    const ofTopic = this.values.get(topic) ?? new Map<string, Map<string, T>>();
    const ofFirst = ofTopic.get(first) ?? new Map<string, T>();
    this.values.set(topic, ofTopic.set(first, ofFirst.set(second, value)));
  }
}
