package org.preferencecenter.catalog.entity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Version;

import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.MessageNature;
import org.preferencecenter.link.entity.Scope;

/** What a sender declares when it sends: purpose (and so brand and nature), optional topic, channel. */
@Entity
public class Stream {

    /** The most messages a month that can be declared: one a quarter of an hour. */
    public static final int MOST_PER_MONTH = 3_000;

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Integer id;
    private String code;
    @ManyToOne(optional = false)
    @JoinColumn(name = "purpose_id")
    private Purpose purpose;
    @ManyToOne
    @JoinColumn(name = "topic_id")
    private Topic topic;
    @Enumerated(EnumType.STRING)
    private Channel channel;
    private boolean digest;
    @Column(name = "per_month")
    private Integer perMonth;
    @Column(name = "retired_at")
    private Instant retiredAt;
    @Version
    private int version;

    protected Stream() {
    }

    /** @param digest true if its messages are the weekly or monthly digest rather than single messages */
    public Stream(String code, Purpose purpose, Topic topic, Channel channel, boolean digest) {
        this.code = code;
        this.purpose = purpose;
        this.topic = topic;
        this.channel = channel;
        this.digest = digest;
    }

    /** Declares about how many messages a month it sends, 1 or more. */
    public Stream sending(int messagesPerMonth) {
        perMonth = messagesPerMonth;
        return this;
    }

    /**
     * What may change of it later. Purpose, topic and channel stay: decisions of the past cite this stream.
     *
     * @param messagesPerMonth 1 or more, or null: as its topic's
     */
    public Stream changed(boolean digest, Integer messagesPerMonth) {
        this.digest = digest;
        this.perMonth = messagesPerMonth;
        return this;
    }

    public void retire(Instant at) {
        retiredAt = at;
    }

    public int id() {
        return id;
    }

    public String code() {
        return code;
    }

    public Brand brand() {
        return purpose.brand();
    }

    public Purpose purpose() {
        return purpose;
    }

    public Optional<Topic> topic() {
        return Optional.ofNullable(topic);
    }

    public Channel channel() {
        return channel;
    }

    public boolean digest() {
        return digest;
    }

    /** The rate as declared for it alone, if it was. */
    public Optional<Integer> declared() {
        return Optional.ofNullable(perMonth);
    }

    /** How often it was changed. */
    public int version() {
        return version;
    }

    /** About how many messages a month it sends: as declared, else as its topic's; a digest once; 0 if nobody said. */
    public int perMonth() {
        if (perMonth != null) {
            return perMonth;
        }
        return digest ? 1 : topic != null ? topic.perMonth() : 0;
    }

    /** True if nothing may be sent on it any more: it, its topic, its purpose or its brand is retired. */
    public boolean retired() {
        return retiredAt != null || purpose.retired() || purpose.brand().retired() || (topic != null && topic.retired());
    }

    public boolean service() {
        return purpose.nature() == MessageNature.SERVICE;
    }

    /** What a one-click link in its messages stops: the topic, or the purpose when it has none. */
    public Scope scope() {
        return scopes().get(0);
    }

    /** Scopes that reach this stream, narrow to wide. */
    public List<Scope> scopes() {
        return topic != null ? topic.scopes() : purpose.scopes();
    }
}
