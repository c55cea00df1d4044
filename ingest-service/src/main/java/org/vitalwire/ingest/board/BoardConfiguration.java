package org.vitalwire.ingest.board;

import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.vitalwire.contracts.event.AssociationHistory;
import org.vitalwire.contracts.event.DeviceStatus;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.ingest.correction.CorrectedPatients;
import org.vitalwire.ingest.score.ScoreStore;
import org.vitalwire.ingest.store.SampleStore;
import org.vitalwire.kit.audit.AuditLog;
import org.vitalwire.kit.census.CensusDirectory;
import org.vitalwire.kit.kafka.CompactedTable;
import org.vitalwire.kit.kafka.KafkaClients;
import org.vitalwire.kit.security.PatientAccess;

/** The ward board. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(BoardSettings.class)
public class BoardConfiguration {

    @Bean
    Board wardBoard(InstantSource clock) {
        return new Board(clock);
    }

    @Bean
    Associations boardAssociations() {
        return new Associations();
    }

    @Bean
    Connections boardConnections() {
        return new Connections();
    }

    @Bean
    BoardLoader boardLoader(
            Associations boardAssociations,
            Board wardBoard,
            SampleStore sampleStore,
            ScoreStore scoreStore,
            InstantSource clock) {
        return new BoardLoader(boardAssociations, wardBoard, sampleStore, scoreStore, clock);
    }

    @Bean
    CorrectedPatients boardCorrectedPatients(BoardLoader boardLoader) {
        return boardLoader::reload;
    }

    @Bean
    CompactedTable<AssociationHistory> boardAssociationTable(
            KafkaClients clients, BoardLoader boardLoader) {
        return new CompactedTable<>(
                clients, EventCodecs.ASSOCIATION_HISTORY, boardLoader::associationsChanged);
    }

    @Bean
    CompactedTable<DeviceStatus> boardConnectionTable(
            KafkaClients clients, Connections boardConnections) {
        return new CompactedTable<>(clients, EventCodecs.DEVICE_STATUS, boardConnections::change);
    }

    @Bean
    BoardRows boardRows(
            Associations boardAssociations,
            Board wardBoard,
            CensusDirectory census,
            Connections boardConnections) {
        return new BoardRows(boardAssociations, wardBoard, census, boardConnections);
    }

    @Bean
    BoardStream boardStream(BoardRows boardRows, InstantSource clock, BoardSettings settings) {
        return new BoardStream(boardRows, clock, settings);
    }

    @Bean
    BoardController boardController(
            BoardRows boardRows,
            BoardStream boardStream,
            PatientAccess access,
            AuditLog audit,
            InstantSource clock) {
        return new BoardController(boardRows, boardStream, access, audit, clock);
    }
}
