package ai.karen.status.boundary;

import jakarta.json.JsonObject;

/** Stores that have nothing to tell. */
final class TestingStoresJson extends StoresJson {

  @Override
  JsonObject json() {
    return JsonObject.EMPTY_JSON_OBJECT;
  }
}
