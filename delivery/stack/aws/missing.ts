const MISSING = /NotFound|NoSuch|DoesNotExist|NonExistent/;

/** Undefined where AWS says that there is no such thing: somebody else deleted it first. */
export async function unlessMissing<Answer>(work: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Error && MISSING.test(error.name)) return undefined;
    throw error;
  }
}
