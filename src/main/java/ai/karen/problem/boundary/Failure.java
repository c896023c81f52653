package ai.karen.problem.boundary;

/**
 * What ended a request, on its way from the mapper to the filter that knows the request.
 *
 * @param cause never null
 */
record Failure(Throwable cause) {}
