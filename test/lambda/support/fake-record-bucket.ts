import { createHash } from 'node:crypto';
import { s3Error } from './fake-s3';
import { FakeTransport, xmlItems, type Reply, type SentRequest } from './fake-transport';

/** A bucket with versions and conditional writes, as far as decision records use it. */
export class FakeRecordBucket {
  /** Versions of every key, the newest last; `null` is a delete marker. */
  readonly objects = new Map<string, readonly (string | null)[]>();
  readonly transport: FakeTransport;
  private readonly mayList: boolean;

  /**
   * `intercept` may answer instead of the bucket. It is told to do its work first by calling `apply`, so that an answer can be
   * lost after the work was done. Without `mayList`, S3 does not tell whether a key exists.
   */
  constructor(
    intercept: (request: SentRequest, nth: number, apply: () => Reply) => Reply | undefined = () => undefined,
    mayList = true,
  ) {
    this.mayList = mayList;
    this.transport = new FakeTransport(
      (request, nth) => intercept(request, nth, () => this.reply(request)) ?? this.reply(request),
    );
  }

  /** Puts a version without a request. */
  put(key: string, content: string | null): void {
    this.objects.set(key, [...(this.objects.get(key) ?? []), content]);
  }

  private reply(request: SentRequest): Reply {
    const key = decodeURIComponent(request.path.slice(1));
    const newest = this.objects.get(key)?.at(-1);
    if (request.method === 'PUT') {
      return this.write(key, newest ?? undefined, request);
    }
    if (request.query['list-type'] !== undefined) {
      return this.mayList ? this.list(request) : s3Error('AccessDenied', 403);
    }
    if (typeof newest === 'string') {
      return { body: newest, headers: { etag: etagOf(newest), 'content-type': 'application/json' } };
    }
    if (!this.mayList) {
      return s3Error('AccessDenied', 403);
    }
    const marker = newest === null ? { headers: { 'x-amz-delete-marker': 'true' } } : {};
    return { ...s3Error('NoSuchKey', 404), ...marker };
  }

  /** Keys come in pages of two; those whose newest version is a delete marker are not listed. */
  private list({ query }: SentRequest): Reply {
    const keys = [...this.objects]
      .filter(([key, versions]) => key.startsWith(String(query.prefix)) && typeof versions.at(-1) === 'string')
      .map(([key]) => key)
      .sort();
    const start = Number(query['continuation-token'] ?? 0);
    const page = keys.slice(start, start + 2);
    const isTruncated = start + 2 < keys.length;
    const token = isTruncated ? `<NextContinuationToken>${String(start + 2)}</NextContinuationToken>` : '';
    return {
      body: `<ListBucketResult><KeyCount>${String(page.length)}</KeyCount><IsTruncated>${String(isTruncated)}</IsTruncated>${token}${xmlItems(
        'Contents',
        page.map((key) => `<Key>${key}</Key>`),
      )}</ListBucketResult>`,
    };
  }

  private write(key: string, newest: string | undefined, { headers, body }: SentRequest): Reply {
    if (headers['if-match'] !== undefined && newest === undefined) {
      return s3Error('NoSuchKey', 404);
    }
    const expected = headers['if-none-match'] === '*' ? undefined : headers['if-match'];
    if ((newest === undefined ? undefined : etagOf(newest)) !== expected) {
      return s3Error('PreconditionFailed', 412);
    }
    this.put(key, body);
    return { headers: { etag: etagOf(body) } };
  }
}

/** ETag of an object that was written in one part. */
export function etagOf(content: string): string {
  return `"${createHash('md5').update(content).digest('hex')}"`;
}
