export type Where = { field: string; message: string };

/** The answer of a server that said no: a stable code, a sentence that says what to do, and the fields it is about. */
export class Problem extends Error {
  override readonly name = 'Problem';

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly where: readonly Where[] = [],
  ) {
    super(message);
  }

  /** Field → sentence, the first one where a field has several. */
  fields(): Record<string, string> {
    const found: Record<string, string> = {};
    for (const { field, message } of this.where) found[field] ??= message;
    return found;
  }
}

const offline = '网络不通，没有收到服务器的回答。请检查网络后重试；刚才的操作重试不会重复执行。';

export function offlineProblem(): Problem {
  return new Problem(0, 'offline', offline);
}

function isWhere(value: unknown): value is Where {
  const item = value as Where | null;
  return typeof item?.field === 'string' && typeof item.message === 'string';
}

/** Read a problem out of an answer body, whatever stands in it (a proxy may answer with HTML). */
export function problemOf(status: number, body: unknown): Problem {
  const given = body as { code?: unknown; message?: unknown; where?: unknown } | null;
  if (typeof given === 'object' && typeof given?.code === 'string' && given.message) {
    const where = Array.isArray(given.where) ? given.where.filter(isWhere) : [];
    return new Problem(status, given.code, String(given.message), where);
  }
  const message =
    status >= 500
      ? `服务器出错了（${status}）。请稍后重试；若一直如此，请把时间和页面地址告诉管理员。`
      : `请求没有成功（${status}）。请刷新页面后重试。`;
  return new Problem(status, `http_${status}`, message);
}
