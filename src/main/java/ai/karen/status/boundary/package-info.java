/**
 * Health checks and the pages of the operators; and what all resources share in the description of
 * the API. A resource refers to it by name: {@code @SecurityRequirement(name = "bearer")},
 * {@code @APIResponse(ref = "unauthorized", responseCode = "401")}.
 */
@OpenAPIDefinition(
    info =
        @Info(
            title = "Karen",
            version = "1",
            description = "An AI engine that keeps answering, OpenAI-compatible.",
            license =
                @License(
                    name = "Apache-2.0",
                    url = "https://www.apache.org/licenses/LICENSE-2.0.txt")),
    servers = @Server(url = "/"),
    components =
        @Components(
            responses = {
              @APIResponse(
                  name = "openaiUnauthorized",
                  description = "The key is missing or not valid",
                  content =
                      @Content(
                          mediaType = "application/json",
                          schema = @Schema(type = SchemaType.OBJECT),
                          examples =
                              @ExampleObject(name = "error", value = ApiExamples.OPENAI_401))),
              @APIResponse(
                  name = "openaiForbidden",
                  description = "The key lacks the scope",
                  content =
                      @Content(
                          mediaType = "application/json",
                          schema = @Schema(type = SchemaType.OBJECT),
                          examples =
                              @ExampleObject(name = "error", value = ApiExamples.OPENAI_403))),
              @APIResponse(
                  name = "openaiNotFound",
                  description = "There is no such model",
                  content =
                      @Content(
                          mediaType = "application/json",
                          schema = @Schema(type = SchemaType.OBJECT),
                          examples =
                              @ExampleObject(name = "error", value = ApiExamples.OPENAI_404))),
              @APIResponse(
                  name = "openaiUnavailable",
                  description = "Nobody could answer, or the engine is overloaded",
                  content =
                      @Content(
                          mediaType = "application/json",
                          schema = @Schema(type = SchemaType.OBJECT),
                          examples =
                              @ExampleObject(name = "error", value = ApiExamples.OPENAI_503))),
              @APIResponse(
                  name = "healthUp",
                  description = "Every check is up",
                  content =
                      @Content(
                          mediaType = "application/json",
                          schema = @Schema(type = SchemaType.OBJECT),
                          examples = @ExampleObject(name = "up", value = ApiExamples.HEALTH_UP))),
              @APIResponse(
                  name = "healthDown",
                  description = "Some check is down",
                  content =
                      @Content(
                          mediaType = "application/json",
                          schema = @Schema(type = SchemaType.OBJECT),
                          examples =
                              @ExampleObject(name = "down", value = ApiExamples.HEALTH_DOWN))),
              @APIResponse(
                  name = "unauthorized",
                  description = "The key is missing or not valid",
                  content =
                      @Content(
                          mediaType = "application/problem+json",
                          schema = @Schema(type = SchemaType.OBJECT),
                          examples =
                              @ExampleObject(name = "401", value = ApiExamples.UNAUTHORIZED))),
              @APIResponse(
                  name = "notFound",
                  description = "There is no such thing, or it is another's",
                  content =
                      @Content(
                          mediaType = "application/problem+json",
                          schema = @Schema(type = SchemaType.OBJECT),
                          examples = @ExampleObject(name = "404", value = ApiExamples.NOT_FOUND))),
              @APIResponse(
                  name = "unavailable",
                  description = "The engine can't do it now",
                  content =
                      @Content(
                          mediaType = "application/problem+json",
                          schema = @Schema(type = SchemaType.OBJECT),
                          examples =
                              @ExampleObject(name = "503", value = ApiExamples.UNAVAILABLE))),
              @APIResponse(
                  name = "forbidden",
                  description = "The key lacks the scope",
                  content =
                      @Content(
                          mediaType = "application/problem+json",
                          schema = @Schema(type = SchemaType.OBJECT),
                          examples = @ExampleObject(name = "403", value = ApiExamples.FORBIDDEN)))
            },
            securitySchemes =
                @SecurityScheme(
                    securitySchemeName = "bearer",
                    type = SecuritySchemeType.HTTP,
                    scheme = "bearer",
                    description = "An API key, kk_live_…")))
package ai.karen.status.boundary;

import org.eclipse.microprofile.openapi.annotations.Components;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.info.License;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.eclipse.microprofile.openapi.annotations.servers.Server;
