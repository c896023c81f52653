/** Where figures are kept: one package per technology. */
package ai.karen.status.adapter;
