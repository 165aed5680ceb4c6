package org.bitacora.app.accounts;

import com.mongodb.client.MongoDatabase;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderNotFoundException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.header.writers.StaticHeadersWriter;
import org.springframework.security.web.util.matcher.AndRequestMatcher;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Accounts, sign-in and what Spring Security does here: it finds out who sent a request, guards forms against forgery and sets headers.
 * Every path is open at this level; what a person may do is for the record's commands and views to say. The launcher supplies the
 * database and the clock.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
public class AccountsConfiguration {
    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data:; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    private static final String CSRF_COOKIE = "bitacora_csrf";
    private static final long HSTS_SECONDS = 365L * 24 * 60 * 60;

    @Bean
    OneTimeLinks oneTimeLinks(MongoDatabase database, InstantSource clock) {
        return new OneTimeLinks(database, clock, new SecureRandom());
    }

    @Bean
    Sessions sessions(MongoDatabase database, InstantSource clock) {
        return new Sessions(database, clock, new SecureRandom());
    }

    @Bean
    BearerTokens bearerTokens(MongoDatabase database, InstantSource clock) {
        return new BearerTokens(database, clock, new SecureRandom());
    }

    @Bean
    Accounts accounts(
            MongoDatabase database, InstantSource clock, OneTimeLinks links, Sessions sessions, BearerTokens tokens) {
        return new Accounts(database, clock, links, sessions, tokens);
    }

    @Bean
    SignIn signIn(OneTimeLinks links, Accounts accounts, Sessions sessions, InstantSource clock) {
        return new SignIn(links, accounts, sessions, new LinkAttempts(clock));
    }

    /** Nobody signs in by a password. Without this bean Spring Boot would make up a user, and log a password, at each start. */
    @Bean
    AuthenticationManager nobodyByPassword() {
        return authentication -> {
            throw new ProviderNotFoundException("there are no passwords here");
        };
    }

    @Bean
    SecurityFilterChain securityFilterChain(
            HttpSecurity http,
            Sessions sessions,
            BearerTokens tokens,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver refusals) {
        SecurityContextRepository contexts = new RequestAttributeSecurityContextRepository();
        return http.authorizeHttpRequests(paths -> paths.anyRequest().permitAll())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .securityContext(context -> context.securityContextRepository(contexts))
                .logout(AbstractHttpConfigurer::disable)
                .addFilterBefore(
                        new CredentialsFilter(sessions, tokens, contexts, refusals),
                        AnonymousAuthenticationFilter.class)
                .addFilterAfter(new FormTokenFilter(), CsrfFilter.class)
                .csrf(csrf -> csrf.csrfTokenRepository(formTokens())
                        .requireCsrfProtectionMatcher(new AndRequestMatcher(
                                CsrfFilter.DEFAULT_CSRF_MATCHER,
                                new NegatedRequestMatcher(ApiRequests::cannotBeForged))))
                .exceptionHandling(handling -> handling.accessDeniedHandler((request, response, denied) ->
                        // Every path is open, so that a forged or outdated form is all that can be denied.
                        refusals.resolveException(request, response, null, AccessRefused.formExpired())))
                .headers(AccountsConfiguration::headers)
                .build();
    }

    /** Double submit: the token is in a cookie, and in each form or in a header. It needs neither a session nor JavaScript. */
    private static CookieCsrfTokenRepository formTokens() {
        CookieCsrfTokenRepository tokens = new CookieCsrfTokenRepository();
        tokens.setCookieName(CSRF_COOKIE);
        tokens.setCookiePath("/");
        tokens.setCookieCustomizer(cookie -> cookie.sameSite("Lax").maxAge(Sessions.LIFE));
        return tokens;
    }

    private static void headers(HeadersConfigurer<HttpSecurity> headers) {
        headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
                // Only ever written over https; subdomains may be others' business.
                .httpStrictTransportSecurity(
                        hsts -> hsts.includeSubDomains(false).maxAgeInSeconds(HSTS_SECONDS))
                // A page or file that says itself how it may be cached is left alone.
                .cacheControl(HeadersConfigurer.CacheControlConfig::disable)
                .addHeaderWriter(new StaticHeadersWriter(HttpHeaders.CACHE_CONTROL, "private, no-cache"));
    }
}
