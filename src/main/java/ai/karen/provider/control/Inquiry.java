package ai.karen.provider.control;

import ai.karen.timing.control.Timer;

/**
 * One question, and what is needed to find somebody who answers it.
 *
 * @param resumes whether a stream that breaks is completed where that is possible
 */
record Inquiry(
    Question question,
    LinkPlan plan,
    RetryPolicy policy,
    Calls calls,
    AttemptLog log,
    Timer timer,
    boolean resumes) {}
