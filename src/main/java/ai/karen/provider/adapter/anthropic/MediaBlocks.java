package ai.karen.provider.adapter.anthropic;

import ai.karen.json.entity.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes blocks of images and files. */
final class MediaBlocks {
  /** The beginning of a data URL (RFC 2397); what follows is passed on as it is. */
  private static final Pattern DATA =
      Pattern.compile("data:([\\w.+-]+/[\\w.+-]+)(?:;[^;,]+)*?;base64,", Pattern.CASE_INSENSITIVE);

  private MediaBlocks() {}

  static JsonObject image(JsonObject part) {
    return block("image", source(imageUrl(part)));
  }

  static JsonObject document(JsonObject part) {
    String data =
        Fields.object(part, "file")
            .flatMap(file -> Fields.text(file, "file_data"))
            .filter(url -> DATA.matcher(url).lookingAt())
            .orElseThrow(
                () -> Fields.unsupported("files go to Anthropic as data URLs in file_data only"));
    return block("document", source(data));
  }

  private static String imageUrl(JsonObject part) {
    Optional<String> plain =
        part.get("image_url") instanceof JsonString url
            ? Optional.of(url.getString())
            : Optional.empty();
    return plain
        .or(() -> Fields.object(part, "image_url").flatMap(image -> Fields.text(image, "url")))
        .orElseThrow(() -> Fields.unsupported("an image needs a url"));
  }

  private static JsonObjectBuilder source(String url) {
    Matcher data = DATA.matcher(url);
    if (data.lookingAt()) {
      return Json.createObjectBuilder()
          .add("type", "base64")
          .add("media_type", data.group(1))
          .add("data", url.substring(data.end()));
    }
    if (url.startsWith("data:")) {
      throw Fields.unsupported("a data URL must be base64");
    }
    return Json.createObjectBuilder().add("type", "url").add("url", url);
  }

  private static JsonObject block(String type, JsonObjectBuilder source) {
    return Json.createObjectBuilder().add("type", type).add("source", source).build();
  }
}
