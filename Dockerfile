# One file for all five services: docker build --build-arg SERVICE=ingest-service -t vitalwire/ingest-service .
FROM eclipse-temurin:25-jdk AS build
ARG SERVICE
WORKDIR /source
COPY . .
RUN ./mvnw -B -ntp -pl "${SERVICE}" -am package -DskipTests \
    && java -Djarmode=tools -jar "${SERVICE}"/target/"${SERVICE}"-*-exec.jar \
        extract --layers --launcher --destination /layers

FROM eclipse-temurin:25-jre
# The layers that change least come first, so that a new build ships only our own classes.
WORKDIR /vitalwire
COPY --from=build /layers/dependencies/ ./
COPY --from=build /layers/spring-boot-loader/ ./
COPY --from=build /layers/snapshot-dependencies/ ./
COPY --from=build /layers/application/ ./
RUN useradd --system --uid 10001 --no-create-home vitalwire \
    && install -d -o 10001 -g 10001 /var/lib/vitalwire
USER 10001
VOLUME /var/lib/vitalwire
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=60", "-XX:+UseCompactObjectHeaders", "-XX:+ExitOnOutOfMemoryError", \
    "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", \
    "org.springframework.boot.loader.launch.JarLauncher"]
