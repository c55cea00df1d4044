/** Chat: Microsoft Teams, and everything that takes Slack's incoming webhooks. */
@NullMarked
package org.vitalwire.alert.channel.chat;

import org.jspecify.annotations.NullMarked;
